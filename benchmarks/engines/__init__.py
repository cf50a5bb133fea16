"""The engines that are compared: each behind the same few methods, and imported only in its own process."""
