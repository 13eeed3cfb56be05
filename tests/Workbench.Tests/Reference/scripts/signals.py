"""The synthetic signals of the reference values, by the formulas of SyntheticSignals.cs: both make the same 16-bit samples.

Noise comes from a linear congruential generator; a tone is the sine of a phase that is a whole number of 2**48ths of a turn and
grows by whole steps; all else is a sum, a product, or a quotient of float64. So the samples are the same on every machine.
"""
import math

import numpy

RATE = 22050
TURN = 2**48


class Noise:
    """state = 1664525 state + 1013904223 modulo 2**32; a value is its upper 24 bits, from -1 to below 1."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (1664525 * self.state + 1013904223) % 2**32
        return (self.state >> 8) / 2**23 - 1


class Oscillator:
    """A sine from phase 0; its frequency grows from sample to sample by an equal amount, or not at all."""

    def __init__(self, frequency, last_frequency=None, sample_count=1, rate=RATE):
        self.phase = 0
        self.step = math.floor(frequency / rate * TURN + 0.5)
        last_step = math.floor((frequency if last_frequency is None else last_frequency) / rate * TURN + 0.5)
        self.growth = (last_step - self.step) // sample_count

    def next(self):
        value = math.sin(2 * math.pi * (self.phase / TURN))
        self.phase = (self.phase + self.step) % TURN
        self.step += self.growth
        return value


def chirp_noise_clicks(rate=RATE, seconds=10):
    """A tone from 50 to 9000 Hz, noise that is ten times as loud from four to six seconds, a click each half second."""
    count = rate * seconds
    chirp, noise = Oscillator(50, 9000, count, rate), Noise(1)
    for i in range(count):
        loudness = 0.2 if 4 * rate <= i < 6 * rate else 0.02
        click = 0.4 if i % (rate // 2) < 10 else 0.0
        yield 0.35 * chirp.next() + loudness * noise.next() + click


def plucked_scale():
    """Digital silence, C major on strings (Karplus and Strong) that are plucked each second, silence; a second each."""
    pluck, hiss = Noise(2), Noise(3)
    yield from [0.0] * RATE
    for frequency in [261.6256, 293.6648, 329.6276, 349.2282, 391.9954, 440.0, 493.8833, 523.2511]:
        string = [0.5 * pluck.next() for _ in range(math.floor(RATE / frequency + 0.5))]
        for i in range(RATE):
            at, after = i % len(string), (i + 1) % len(string)
            value = string[at]
            string[at] = 0.498 * (value + string[after])
            yield value + 0.002 * hiss.next()
    yield from [0.0] * RATE


def chords_and_drums():
    """C, A minor, F and G, a chord for two beats of half a second, a bass drum on and a cymbal between the beats."""
    chords = [[261.6256, 329.6276, 391.9954], [220.0, 261.6256, 329.6276], [174.6141, 220.0, 261.6256], [195.9977, 246.9417, 293.6648]]
    cymbal, hiss, beat = Noise(4), Noise(5), RATE // 2
    for number in range(10):
        tones = [(Oscillator(partial * tone), 0.09 / partial) for tone in chords[number // 2 % 4] for partial in [1, 2, 3, 4]]
        drum, ringing, drumming, hissing = Oscillator(120, 40, beat), 1.0, 1.0, 0.0
        for i in range(beat):
            if i == beat // 2:
                hissing = 1.0
            chord = sum(weight * tone.next() for tone, weight in tones)
            yield ringing * chord + 0.4 * drumming * drum.next() + 0.15 * hissing * cymbal.next() + 0.001 * hiss.next()
            ringing, drumming, hissing = 0.9999 * ringing, 0.9993 * drumming, 0.998 * hissing


def samples(signal):
    """As 16-bit samples."""
    return numpy.array([math.floor(32768 * value + 0.5) for value in signal]).astype(numpy.int16)


CLIPS = {make.__name__: make for make in [chirp_noise_clicks, plucked_scale, chords_and_drums]}
