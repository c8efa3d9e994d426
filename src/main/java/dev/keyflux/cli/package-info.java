/**
 * The command line: one command a class over the library, one place that turns an exception into a message and an exit
 * code. The only package that knows picocli; nobody knows it.
 */
@NullMarked
package dev.keyflux.cli;

import org.jspecify.annotations.NullMarked;
