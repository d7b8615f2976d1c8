"""Understand, index and publish Vietnamese notices of conclusions (thông báo kết luận)."""
