"""The twenty-five things an expert of the other side would try, one file each, named by its number. This is where a bundle is attacked."""
