/** What Keyflux costs, beside what users would run instead. {@link dev.keyflux.bench.Main} runs it all. */
@NullMarked
package dev.keyflux.bench;

import org.jspecify.annotations.NullMarked;
