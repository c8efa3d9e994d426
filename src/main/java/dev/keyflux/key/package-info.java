/**
 * Key material: reads key files, judges every entry, names it and computes its fingerprints.
 *
 * <p>Works without any network and knows no other package of Keyflux. What comes out is a {@link
 * dev.keyflux.key.KeySource}: entries that are either a {@link dev.keyflux.key.NamedKey} to import or a {@link
 * dev.keyflux.key.RejectedKey} with a reason. No byte of a private key ever leaves this package.
 */
@NullMarked
package dev.keyflux.key;

import org.jspecify.annotations.NullMarked;
