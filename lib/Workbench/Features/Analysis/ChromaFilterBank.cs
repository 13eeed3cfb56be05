namespace Workbench.Features.Analysis;

/// <summary>
/// Weights from the bins of a spectrum to the twelve pitch classes (librosa <c>filters.chroma</c> with octwidth = 2,
/// ctroct = 5, norm = 2, base_c = True): Gaussian bumps about a class, weaker far from the fifth octave.
/// </summary>
internal static class ChromaFilterBank
{
    private const int Classes = 12;
    private const double CentreOctave = 5;
    private const double OctaveWidth = 2;

    /// <summary>The weights, <c>[12, bins]</c>, C first.</summary>
    /// <param name="spec">Sample rate and frame length.</param>
    /// <param name="tuning">Deviation from A = 440 Hz, in semitones.</param>
    public static float[] Create(FeatureSpec spec, double tuning)
    {
        var binCount = spec.FftLength / 2 + 1;
        double[] positions = [0, .. Enumerable.Range(1, binCount).Select(bin => Classes * Octave(bin))];
        positions[0] = positions[1] - 1.5 * Classes; // librosa's place for 0 Hz
        var weights = new float[Classes * binCount];
        var bumps = new double[Classes];
        for (var bin = 0; bin < binCount; bin++)
        {
            var width = Math.Max(1, positions[bin + 1] - positions[bin]);
            for (var c = 0; c < Classes; c++)
                bumps[c] = Math.Exp(-0.5 * Math.Pow(2 * Distance(positions[bin], c) / width, 2));
            var norm = Math.Sqrt(bumps.Sum(b => b * b));
            var octaveWeight = Math.Exp(-0.5 * Math.Pow((positions[bin] / Classes - CentreOctave) / OctaveWidth, 2));
            for (var c = 0; c < Classes; c++)
                weights[(c + 9) % Classes * binCount + bin] = (float)(bumps[c] / norm * octaveWeight); // from A first to C first
        }
        return weights;

        double Octave(int bin) => Pitch.Octave((double)bin * spec.SampleRate / spec.FftLength) - tuning / Classes;
    }

    /// <summary>Signed distance on the circle of pitch classes, -6 to 6.</summary>
    private static double Distance(double position, int pitchClass)
    {
        var turned = position - pitchClass + Classes / 2;
        return turned - Classes * Math.Floor(turned / Classes) - Classes / 2;
    }
}
