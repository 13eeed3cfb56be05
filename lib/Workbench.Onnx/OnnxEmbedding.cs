using System.Collections.Immutable;
using System.Security.Cryptography;
using Workbench.Audio;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Onnx;

/// <summary>
/// What somebody else's encoder, a file of ONNX, makes of a clip: a row of <paramref name="Units"/> values for each window that it hears.
/// The content of the file is part of the spec's identity: another file, other features.
/// <code>
/// var vad = OnnxEmbedding.From("vad.onnx", "vad", units: 1, sampleRate: 16_000, new SampleWindows(576, 512)) with { Licence = "MIT" };
/// var run = Lab.On("demo").With(vad.ToSpec()).Train();
/// </code>
/// Inference has one thread a clip, so that results do not depend on threads. An encoder knows the songs that it was trained on: where
/// some of them are in the test part, scores are flattered. A model that was exported from a run is asked with that run's split and seed.
/// </summary>
/// <param name="Path">
/// The file, which holds its weights itself, in less than 2 GB. Where it is absent, one of its name in the working directory is taken.
/// </param>
/// <param name="Sha256">
/// The SHA-256 of its content, 64 hexadecimal digits, as <see cref="From"/> and <c>sha256sum</c> give it; compared when it is opened.
/// </param>
/// <param name="Encoder">What it is called in column names and model cards: lower-case letters, digits and <c>_</c>.</param>
/// <param name="Units">Values of a row: the length of the output's last axis.</param>
/// <param name="SampleRate">Sample rate that it hears, in Hz, which must be the spec's, to which clips are brought.</param>
/// <param name="Input">
/// What it hears at a time: <see cref="WholeClip"/>, <see cref="SampleWindows"/> or <see cref="FeaturePatches"/>.
/// </param>
public sealed record OnnxEmbedding(string Path, string Sha256, string Encoder, int Units, int SampleRate, EncoderInput Input)
    : CustomFeature
{
    static OnnxEmbedding() => OnnxFeatures.Register();

    /// <summary>The file, absolute: one that is relative is so to the working directory in which the spec is made or read.</summary>
    public string Path { get; init => field = Absolute(value); } = Absolute(Path);

    /// <summary>The input that hears; null for the only one of float32 that has no value in <see cref="Constants"/>.</summary>
    public string? InputName { get; init; }

    /// <summary>The output that is the embedding; null for the only one whose last axis has <see cref="Units"/> values.</summary>
    public string? OutputName { get; init; }

    /// <summary>
    /// Which row is kept where the output has several for a window, from 0: for instance the class token of a transformer. Null for all.
    /// </summary>
    public int? OutputRow { get; init; }

    /// <summary>
    /// Values of the file's other inputs by their names, for instance <c>sr</c> 16000 and <c>state</c> 0: a tensor of the input's type and
    /// shape, axes of no fixed length having 1, is filled with it.
    /// </summary>
    public ImmutableSortedDictionary<string, double> Constants { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>The licence of the weights, for the model card of whatever learns from them.</summary>
    public string Licence { get; init; } = "not stated";

    /// <inheritdoc/>
    public override string Name => Encoder;

    /// <inheritdoc/>
    public override int BandCount => Units;

    /// <inheritdoc/>
    public override string? Credit => $"encoder {Encoder}, licence {Licence}, file {System.IO.Path.GetFileName(Path)}, SHA-256 {Sha256}";

    /// <summary>Names a file as it is now.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoder">What it is called: lower-case letters, digits and <c>_</c>.</param>
    /// <param name="units">Values of a row.</param>
    /// <param name="sampleRate">Sample rate that it hears, in Hz.</param>
    /// <param name="input">What it hears at a time.</param>
    /// <exception cref="WorkbenchException">The file cannot be read.</exception>
    public static OnnxEmbedding From(string path, string encoder, int units, int sampleRate, EncoderInput input) =>
        new(path, OnnxEncoder.Sha256Of(path), encoder, units, sampleRate, input);

    /// <summary>A spec of this feature alone.</summary>
    /// <param name="statistics">Summaries over the windows of a clip; none for mean and standard deviation.</param>
    public FeatureSpec ToSpec(params ImmutableArray<Statistic> statistics) => new()
    {
        SampleRate = SampleRate,
        Features = [this],
        Statistics = statistics.IsDefaultOrEmpty ? [Statistic.Mean, Statistic.Std] : statistics,
    };

    /// <inheritdoc/>
    public override int? FrameHop(FeatureSpec spec) => Input.FrameHop;

    /// <inheritdoc/>
    protected override Func<AudioClip, CancellationToken, float[]> Open(FeatureSpec spec) => OnnxEncoder.Open(this).Embed;

    /// <inheritdoc/>
    protected override IEnumerable<string> Problems(FeatureSpec spec)
    {
        if (Sha256.Length != 2 * SHA256.HashSizeInBytes || !Sha256.All(char.IsAsciiHexDigitLower))
            yield return $"The SHA-256 '{Sha256}' of {Path} must be 64 lower-case hexadecimal digits"
                + (File.Exists(Path) ? $"; it is {OnnxEncoder.Sha256Of(Path)}." : "; sha256sum tells them.");
        if (Encoder.Length == 0 || !char.IsAsciiLetterLower(Encoder[0])
            || !Encoder.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            yield return $"The encoder's name '{Encoder}' must be a lower-case letter and then lower-case letters, digits and _.";
        if (Units is < 1 or > 65_536)
            yield return $"Units {Units} of {Encoder} must be 1 to 65536; they are the length of the output's last axis.";
        if (SampleRate != spec.SampleRate)
            yield return $"{Encoder} hears {SampleRate} Hz and the spec has {spec.SampleRate} Hz; set its sample rate to {SampleRate}.";
        if (OutputRow < 0)
            yield return $"The output row {OutputRow} of {Encoder} must be >= 0; null keeps all rows.";
        foreach (var problem in Input.Problems(SampleRate))
            yield return problem;
    }

    private static string Absolute(string path) => path.Length == 0 ? path : System.IO.Path.GetFullPath(path);

    /// <summary>Whether the other is written the same.</summary>
    public bool Equals(OnnxEmbedding? other) =>
        other is not null && Sha256 == other.Sha256 && SpecJson.Write<Feature>(this) == SpecJson.Write<Feature>(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sha256, Encoder, Units);
}
