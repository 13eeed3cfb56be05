using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json.Serialization;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Which features are taken from a clip, and how. Identified by the hash of its JSON. The words and the numbers are those
/// of librosa 0.11: frames are centred on multiples of the hop, the signal is zero beyond its ends, the window is a
/// periodic Hann window.
/// </summary>
[TypeFormatterSource(typeof(SpecFormatterSource<FeatureSpec>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record FeatureSpec
{
    /// <summary>
    /// What can be taken from one spectrum of the 518 columns of the FMA tables, in their order and with their names:
    /// 44 bands times seven statistics, one row a song. The values are librosa's but for the spectral contrast, which has a floor of
    /// 80 dB, and the zero crossings, which have a threshold as far below full scale: without them these columns are rounding errors in
    /// part, which no other program repeats.
    /// </summary>
    public static FeatureSpec Default { get; } = new();

    /// <summary>
    /// The 518 columns of the FMA tables (Defferrard et al., "FMA: A dataset for music analysis", 2017), in their order and with
    /// their names and librosa's values: 74 bands times seven statistics, one row a song.
    /// </summary>
    public static FeatureSpec Fma518 { get; } = new()
    {
        Features =
        [
            new ChromaCens(), new ChromaCqt(), new ChromaStft(), new Mfcc(), new Rms(), new SpectralBandwidth(), new SpectralCentroid(),
            new SpectralContrast(), new SpectralRolloff(), new Tonnetz(), new ZeroCrossingRate(),
        ],
    };

    /// <summary>
    /// The table that the features are taken from, where they are there already; nothing is extracted then, and the other members say
    /// nothing. Null for features of the audio.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // so that older specs keep their identity
    public SongTableSpec? Table { get; init; }

    /// <summary>
    /// What else is taken from the same songs, for the other models of an ensemble; none of an ordinary spec. No spec on disk has it: an
    /// experiment names models, and each brings its features. Whoever knows nothing of it sees these features alone.
    /// </summary>
    [JsonIgnore]
    internal ImmutableArray<FeatureSpec> Alongside { get; init; } = [];

    /// <summary>These features and those <see cref="Alongside"/>, each by itself.</summary>
    [JsonIgnore]
    internal ImmutableArray<FeatureSpec> Parts => Alongside.IsEmpty ? [this] : [this with { Alongside = [] }, .. Alongside];

    /// <summary>Sample rate that clips are brought to, in Hz.</summary>
    public int SampleRate { get; init; } = 22_050;

    /// <summary>Samples of a frame, a power of two.</summary>
    public int FftLength { get; init; } = 2048;

    /// <summary>Samples between frames.</summary>
    public int HopLength { get; init; } = 512;

    /// <summary>The features, in the order of the columns.</summary>
    public ImmutableArray<Feature> Features { get; init; } =
    [
        new ChromaStft(), new Mfcc(), new Rms(), new SpectralBandwidth(), new SpectralCentroid(), new SpectralContrast(FloorDb: 80),
        new SpectralRolloff(), new ZeroCrossingRate(Threshold: 1e-4),
    ];

    /// <summary>Summaries over time, in the order of the columns; none keeps every frame.</summary>
    public ImmutableArray<Statistic> Statistics { get; init; } = [.. Enum.GetValues<Statistic>()];

    /// <summary>Whether every frame is kept: there are no statistics.</summary>
    [JsonIgnore]
    public bool KeepsFrames => Statistics.IsDefaultOrEmpty;

    /// <summary>
    /// One name a column: <c>mfcc_kurtosis_01</c> (feature by feature, then statistic by statistic, then band by band), or
    /// <c>mfcc_01</c> where frames are kept; of a feature that has values once a song, <c>peaks_max</c>.
    /// </summary>
    [JsonIgnore]
    public ImmutableArray<string> ColumnNames =>
    [
        .. from feature in Features
           from name in feature.SongValues.IsEmpty ? OfFrames(feature) : feature.SongValues.Select(value => $"{feature.Name}_{value}")
           select name,
    ];

    /// <summary>Seconds from one frame to the next, where frames are kept.</summary>
    [JsonIgnore]
    public double FrameSeconds => (double)((Features is [{ } only] ? only.FrameHop(this) : null) ?? HopLength) / SampleRate;

    /// <summary>SHA-256 of the canonical JSON, 64 hexadecimal digits.</summary>
    [JsonIgnore]
    public string Hash => SpecJson.Hash(this);

    /// <summary>A log-mel spectrogram, <c>[frames, bands]</c>, as convolutional networks take it.</summary>
    /// <param name="bands">Number of mel bands.</param>
    public static FeatureSpec LogMel(int bands = 128) => new() { Features = [new LogMel(bands)], Statistics = [] };

    /// <summary>Several specs as one; of equal ones the first.</summary>
    internal static FeatureSpec Together(IEnumerable<FeatureSpec> specs) =>
        specs.Distinct().ToArray() is [var first, .. var others] ? first with { Alongside = [.. others] }
        : throw new ArgumentException("There is no spec.", nameof(specs));

    /// <summary>Features that stand in a table, one row a song.</summary>
    /// <param name="path">The table, a <c>.csv</c> or <c>.csv.gz</c> file: absolute, or relative to the dataset's folder of tables.</param>
    /// <param name="columns">Names or beginnings of names of the columns wanted, as <c>mfcc</c>; none for every column of numbers.</param>
    public static FeatureSpec FromTable(string path, params ImmutableArray<string> columns) =>
        new() { Table = new(path) { Columns = columns } };

    /// <summary>The specs that the command line knows by a name.</summary>
    public static IReadOnlyDictionary<string, FeatureSpec> Presets { get; } = new OrderedDictionary<string, FeatureSpec>
    {
        ["default"] = Default,
        ["fma518"] = Fma518,
        ["logmel"] = LogMel(),
    };

    /// <summary>What <see cref="Parse"/> reads, in words.</summary>
    public const string FormsInWords = FeatureSpecText.FormsInWords;

    /// <summary>Reads features as a command line names them.</summary>
    /// <param name="text">One of <see cref="FormsInWords"/>.</param>
    /// <exception cref="WorkbenchException">None of these, or the file cannot be read.</exception>
    public static FeatureSpec Parse(string text) => FeatureSpecText.Parse(text);

    /// <summary>Checks all members together.</summary>
    /// <exception cref="InvalidSpecException">With everything that is wrong.</exception>
    public void Validate()
    {
        var problems = new SpecProblems(nameof(FeatureSpec));
        Table?.Check(problems);
        problems.Require(SampleRate is >= 1000 and <= 768_000, $"Sample rate {SampleRate} Hz must be 1000 to 768000; 22050 is usual.");
        CheckFrames(FftLength, HopLength, problems);
        problems
            .Require(!Features.IsDefaultOrEmpty, "No features; name at least one, for instance mfcc.")
            .Require(!Statistics.IsDefault, "Statistics are missing; write an empty list to keep every frame.");
        foreach (var feature in Features.IsDefault ? [] : Features)
        {
            problems.Require(feature is not null, "A feature is null; name one, for instance mfcc, or remove it.");
            if (feature is null)
                continue;
            problems.Require(Features.Count(f => f?.Name == feature.Name) == 1,
                $"Feature {feature.Name} is named twice; its columns would have the same names.");
            feature.Check(this, problems);
            if (KeepsFrames)
                CheckHop(feature, problems);
        }
        foreach (var statistic in Statistics.IsDefault ? [] : Statistics.Distinct())
        {
            problems.Require(Statistics.Count(s => s == statistic) == 1, $"Statistic {statistic} is named twice.");
            problems.Require(Enum.IsDefined(statistic),
                $"Statistic {statistic} is unknown; there are {string.Join(", ", Enum.GetNames<Statistic>())}.");
        }
        problems.ThrowIfAny();
    }

    /// <summary>How many columns a feature has.</summary>
    internal int ColumnCountOf(Feature feature) =>
        feature.SongValues.IsEmpty ? feature.BandCount * Math.Max(1, Statistics.Length) : feature.SongValues.Length;

    private IEnumerable<string> OfFrames(Feature feature) =>
        from statistic in KeepsFrames ? [""] : Statistics.Select(s => $"_{s.ToString().ToLowerInvariant()}")
        from band in Enumerable.Range(1, feature.BandCount)
        select $"{feature.Name}{statistic}_{band:D2}";

    /// <summary>Rows of frames need one frame a row of every feature.</summary>
    private void CheckHop(Feature feature, SpecProblems problems)
    {
        if (!feature.SongValues.IsDefaultOrEmpty)
        {
            problems.Require(false, $"Feature {feature.Name} has values once a song, and no frames; name statistics, for instance mean.");
            return;
        }
        var hop = feature.FrameHop(this);
        problems
            .Require(hop is not null,
                $"Feature {feature.Name} has as many frames as each clip gives, at no fixed distance; name statistics, for instance mean.")
            .Require(hop is null || hop == HopLength || Features.Length == 1,
                $"Feature {feature.Name} has frames of its own, {hop} samples apart, and the spec's are {HopLength} apart; "
                + "name statistics, or let the feature stand alone in its spec.");
    }

    /// <summary>Notes what is wrong with frames.</summary>
    internal static void CheckFrames(int fftLength, int hopLength, SpecProblems problems) => problems
        .Require(fftLength is >= 64 and <= 65_536 && BitOperations.IsPow2(fftLength),
            $"FFT length {fftLength} must be a power of two from 64 to 65536; 2048 is usual.")
        .Require(hopLength >= 1 && hopLength <= Math.Max(1, fftLength),
            $"Hop length {hopLength} must be 1 to the FFT length {fftLength}; 512 is usual.");

    /// <summary>Whether the other spec has the same members; lists are compared item by item.</summary>
    public bool Equals(FeatureSpec? other) =>
        other is not null && Table == other.Table && SampleRate == other.SampleRate && FftLength == other.FftLength
        && HopLength == other.HopLength
        && Features.AsSpan().SequenceEqual(other.Features.AsSpan()) && Statistics.AsSpan().SequenceEqual(other.Statistics.AsSpan())
        && Alongside.AsSpan().SequenceEqual(other.Alongside.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Table, SampleRate, FftLength, HopLength, Features.AsSpan().Length, Statistics.AsSpan().Length);

    /// <summary>What is taken, for people.</summary>
    [JsonIgnore]
    internal string InWords => !Alongside.IsEmpty ? string.Join(" and ", Parts.Select(part => part.InWords))
        : Table is { } table ? $"of the table {table.Path}"
        : $"{Counted.Of(ColumnNames.Length, "column")} {(KeepsFrames ? "a frame" : "a song")}: "
            + string.Join(", ", Features.Select(feature => feature.Name))
            + (KeepsFrames ? "" : $"; {string.Join(", ", Statistics).ToLowerInvariant()}");
}
