using Workbench.Audio;
using Workbench.Features;

namespace Workbench.Tests.Features;

/// <summary>
/// Magnitudes of librosa 0.11.0 (<c>abs(cqt(...))</c>, <c>hybrid_cqt</c>, <c>pseudo_cqt</c>) for two seconds of three tones in
/// noise: the largest of all, then of seven bins from the first to the last in the first frame, in the one after a third of the
/// frames and in the middle one.
/// </summary>
internal sealed record ConstantQReference(int SampleRate, int HopLength, ConstantQ Transform, double Largest, double[] Values)
{
    public static ConstantQReference[] All { get; } =
    [
        new(22050, 512, new(84, 12) { Mode = ConstantQMode.Full, Tuning = 0.0 }, 6.052948,
            [0.131404, 0.515858, 0.0428826, 0.187515, 0.104645, 0.14512, 0.0708845, 0.231185, 0.277119, 0.0737383, 0.0796049, 0.109279,
                0.0711615, 0.14055, 0.08406, 0.0721788, 0.0744412, 0.106212, 0.114173, 0.176723, 0.117023]),
        new(22050, 512, new(84, 12) { Mode = ConstantQMode.Hybrid, Tuning = 0.0 }, 6.04687,
            [0.131358, 0.515782, 0.0429783, 0.187697, 0.0817007, 0.122446, 0.0808547, 0.231185, 0.277119, 0.0737384, 0.079605, 0.1243,
                0.136034, 0.120557, 0.0840604, 0.0721782, 0.0744412, 0.106212, 0.132644, 0.146592, 0.131087]),
        new(22050, 512, new(84, 12) { Mode = ConstantQMode.Pseudo, Tuning = 0.0 }, 3.302665,
            [0.0906627, 0.286887, 0.113734, 0.0951211, 0.104615, 0.0926043, 0.0965492, 0.196856, 0.196213, 0.108571, 0.107936, 0.120564,
                0.132229, 0.128611, 0.150924, 0.153392, 0.134755, 0.138647, 0.128621, 0.126777, 0.133056]),
        new(22050, 512, new(84, 12) { Mode = ConstantQMode.Full, Tuning = null }, 6.047615,
            [0.131205, 0.516563, 0.0417161, 0.187313, 0.105575, 0.146679, 0.0711382, 0.233441, 0.278099, 0.0759363, 0.0821817, 0.112695,
                0.0672808, 0.141958, 0.0827308, 0.0747738, 0.074876, 0.106958, 0.111907, 0.179305, 0.114113]),
        new(22050, 512, new(252, 36) { Mode = ConstantQMode.Hybrid, Tuning = null }, 10.2389,
            [0.0884613, 0.359111, 0.119003, 0.156325, 0.0930422, 0.196422, 0.0931779, 0.19963, 0.204344, 0.11316, 0.0414184, 0.194735,
                0.16595, 0.11532, 0.212374, 0.100951, 0.0545892, 0.0827956, 0.136601, 0.169034, 0.121929]),
        new(22050, 512, new(100, 24, 55) { Mode = ConstantQMode.Full, Tuning = 0.3 }, 7.970203,
            [0.169604, 0.427786, 0.128771, 0.316648, 0.158896, 0.0601479, 0.105149, 0.120271, 0.170998, 0.0706074, 0.107729, 0.0929347,
                0.183126, 0.112543, 0.0486432, 0.118864, 0.148417, 0.0368676, 0.0755455, 0.170609, 0.0947408]),
        new(22050, 300, new(60, 12) { Mode = ConstantQMode.Full, Tuning = 0.0 }, 6.055605,
            [0.106747, 0.296404, 2.65451, 0.0444704, 0.844862, 0.0415833, 0.0660807, 0.234323, 0.0568054, 2.8795, 0.212012, 0.0838024,
                0.093884, 0.0546035, 0.0737299, 0.0987, 2.86561, 0.0697045, 0.222211, 0.0733172, 0.0621886]),
        new(22050, 441, new(30, 12, 65) { Mode = ConstantQMode.Full, Tuning = -0.2 }, 5.746103,
            [0.263429, 0.567869, 2.62143, 0.176008, 0.0727453, 1.29356, 0.320778, 0.0703123, 0.102426, 4.31596, 0.165915, 0.190104,
                0.967473, 0.0276835, 0.222159, 0.077866, 4.15058, 0.141663, 0.0595356, 0.845993, 0.0494903]),
        new(44100, 1024, new(84, 12) { Mode = ConstantQMode.Full, Tuning = 0.0 }, 8.512718,
            [0.381927, 0.542241, 0.0514668, 0.281436, 0.057961, 0.34146, 0.203971, 0.114227, 0.233375, 0.16354, 0.123202, 0.266619,
                0.101574, 0.0925568, 0.230378, 0.0646456, 0.201745, 0.188009, 0.138112, 0.0703858, 0.189504]),
        new(16000, 256, new(40, 10, 40) { Mode = ConstantQMode.Full, Tuning = 0.0 }, 4.411109,
            [0.21636, 0.285081, 1.45672, 0.0902377, 0.560306, 0.160662, 0.1912, 0.142704, 0.234636, 0.407713, 0.185564, 0.133795, 0.012222,
                0.162211, 0.189531, 0.0818911, 0.290016, 0.286779, 0.130934, 0.161355, 0.0554956]),
        new(44100, 2048, new(60, 12) { Mode = ConstantQMode.Hybrid, Tuning = 0.0 }, 8.503914,
            [0.382136, 0.329391, 3.76444, 0.195504, 1.13056, 0.0653054, 0.111965, 0.086039, 0.0433751, 3.88571, 0.121238, 0.162429,
                0.144304, 0.131345, 0.232589, 0.0922898, 3.90395, 0.122089, 0.165604, 0.15555, 0.154345]),
        new(22050, 2048, new(24, 12, 1000) { Mode = ConstantQMode.Pseudo, Tuning = 0.5 }, 0.6277887,
            [0.112338, 0.622929, 0.109908, 0.10754, 0.0887832, 0.0776592, 0.0915696, 0.12924, 0.563124, 0.116157, 0.120926, 0.126837,
                0.128718, 0.133117, 0.125742, 0.582018, 0.122865, 0.145822, 0.13085, 0.131522, 0.133314]),
        new(22050, 512, new(1, 12, 3000) { Mode = ConstantQMode.Full, Tuning = 0.0 }, 0.2652979,
            [0.0618862, 0.083932, 0.160544]),
    ];

    /// <summary>The spec that gives every frame.</summary>
    public FeatureSpec Spec => new() { SampleRate = SampleRate, HopLength = HopLength, Features = [Transform], Statistics = [] };

    /// <summary>The bins that <see cref="Values"/> tells of.</summary>
    public IEnumerable<int> Bins => Enumerable.Range(0, 7).Select(i => (int)Math.Round(i * (Transform.BinCount - 1) / 6.0)).Distinct();

    /// <summary>Tones of amplitude 0.2 in the noise of a linear congruential generator (Numerical Recipes).</summary>
    public AudioClip Clip()
    {
        var samples = new float[2 * SampleRate];
        var state = 1u;
        for (var i = 0; i < samples.Length; i++)
        {
            state = 1664525 * state + 1013904223;
            var sum = 0.4 * (state / 4294967296.0 - 0.5);
            foreach (var hz in new[] { 110, 277.5, 1320 })
                sum += 0.2 * Math.Sin(2 * Math.PI * hz * i / SampleRate);
            samples[i] = (float)sum;
        }
        return new(SampleRate, [samples]);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Transform.Mode} of {Transform.BinCount} bins, {Transform.BinsPerOctave} an octave, {SampleRate} Hz, hop {HopLength}";
}
