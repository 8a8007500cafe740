//! An outline: headings within headings, each with its paragraphs and list items; what a page is
//! whichever markup it is written in.

/// What stands under a heading, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// A paragraph; the line of its text where there is one.
    Paragraph(String),
    /// An item of a list; `nested` within another item.
    Item {
        /// Its text.
        text: String,
        /// Whether it stands within another item.
        nested: bool,
    },
}

impl Content {
    /// Its text.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Paragraph(text) | Self::Item { text, .. } => text,
        }
    }
}

/// A heading and all that stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Node {
    /// The heading's text; empty for the whole.
    pub(super) name: String,
    /// What stands directly under it.
    pub(super) content: Vec<Content>,
    /// The headings within it.
    pub(super) children: Vec<Node>,
}

impl Node {
    /// Whether nothing stands under it at any depth.
    pub(super) fn is_empty(&self) -> bool {
        self.content.is_empty() && self.children.iter().all(Self::is_empty)
    }
}

/// Builds an outline from headings of ranks and what follows them.
#[derive(Debug, Default)]
pub(super) struct OutlineBuilder {
    root: Node,
    /// The headings that are open, each with its rank.
    open: Vec<(u8, Node)>,
}

impl OutlineBuilder {
    /// Opens a heading; those of its rank and lower ones (greater numbers) end.
    pub(super) fn heading(&mut self, rank: u8, name: String) {
        self.back_to_rank(rank);
        self.open.push((rank, Node { name, ..Node::default() }));
    }

    /// Adds what stands under the heading that is open.
    pub(super) fn content(&mut self, content: Content) {
        self.here().content.push(content);
    }

    /// Whether the heading that is open has this rank and nothing under it yet.
    pub(super) fn is_bare(&self, rank: u8) -> bool {
        let bare = |node: &Node| node.content.is_empty() && node.children.is_empty();
        self.open.last().is_some_and(|(open, node)| *open == rank && bare(node))
    }

    /// Makes the heading that is open one of a higher rank (a smaller number), as if it had been
    /// opened so.
    pub(super) fn promote(&mut self, rank: u8) {
        if let Some((_, node)) = self.open.pop() {
            self.heading(rank, node.name);
        }
    }

    /// How many headings are open, for [`Self::back_to`].
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The rank below the heading that is open, for headings that have no rank of their own.
    pub(super) fn rank_below(&self, least: u8) -> u8 {
        self.open.last().map_or(least, |(rank, _)| least.max(rank + 1))
    }

    /// Ends headings until so many are open.
    pub(super) fn back_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.close();
        }
    }

    /// Ends headings of a rank and lower ones (greater numbers).
    pub(super) fn back_to_rank(&mut self, rank: u8) {
        while self.open.last().is_some_and(|(open, _)| *open >= rank) {
            self.close();
        }
    }

    /// Returns the whole.
    pub(super) fn finish(mut self) -> Node {
        self.back_to(0);
        self.root
    }

    fn here(&mut self) -> &mut Node {
        self.open.last_mut().map_or(&mut self.root, |(_, node)| node)
    }

    fn close(&mut self) {
        if let Some((_, node)) = self.open.pop() {
            self.here().children.push(node);
        }
    }
}
