/** Throughput over loopback: clients in processes of their own against one thin server. */
@NullMarked
package dev.keyflux.bench.load;

import org.jspecify.annotations.NullMarked;
