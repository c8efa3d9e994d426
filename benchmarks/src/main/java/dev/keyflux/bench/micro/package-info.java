/** Micro-benchmarks over the public face: what a part costs by itself, in one thread and without a network. */
@NullMarked
package dev.keyflux.bench.micro;

import org.jspecify.annotations.NullMarked;
