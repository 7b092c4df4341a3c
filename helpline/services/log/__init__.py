"""The conversation itself: its entries, its owner, and who hears of them."""
