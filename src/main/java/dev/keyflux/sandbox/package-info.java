/**
 * A local Lightsail and STS over real HTTP on loopback, for trying Keyflux out and for tests, the users' own included.
 *
 * <p>Knows only {@code key}. Any AWS client can talk to it: accounts are told apart by access key and regions by the
 * credential scope of the request's signature. What goes wrong on the way is scripted in the language of {@link
 * dev.keyflux.sandbox.fault}: a call's course is decided when it arrives, and followed where its life is served.
 */
@NullMarked
package dev.keyflux.sandbox;

import org.jspecify.annotations.NullMarked;
