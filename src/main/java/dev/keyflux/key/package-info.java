/**
 * Key material: reads key files, judges every entry, names it and computes its fingerprints.
 *
 * <p>The way from bytes to entries: a {@code SourceWalk} finds files, {@code BoundedContent} reads one, {@code KeyText}
 * takes off what surrounds it and refuses it whole if need be ({@code PrivateMaterial}, {@code ForeignContent}), {@code
 * FormScanner} finds the {@code KeyForm}s in it, and {@code KeyFile} or {@code Manifest} judges and names each.
 *
 * <p>Works without any network and knows no other package of Keyflux. What comes out is a {@link
 * dev.keyflux.key.KeySource}: entries that are either a {@link dev.keyflux.key.NamedKey} to import or a {@link
 * dev.keyflux.key.RejectedKey} with a reason. No byte of a private key ever leaves this package.
 *
 * <p>A key is judged by itself under a {@link dev.keyflux.key.KeyPolicy}, which looks for weaknesses that show in one RSA
 * modulus, and together with the others of its batch ({@link dev.keyflux.key.KeyBatch}, {@link
 * dev.keyflux.key.BatchVerdict}), for those that only a second key gives away.
 */
@NullMarked
package dev.keyflux.key;

import org.jspecify.annotations.NullMarked;
