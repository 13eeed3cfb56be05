using System.Globalization;
using System.Text.Json.Serialization;

namespace Workbench.Recommendation;

/// <summary>What people know of two songs: a number, or a key.</summary>
/// <param name="Part">The family of features that it belongs to.</param>
/// <param name="Name">What it is called: tempo, brightness, loudness, key.</param>
/// <param name="Asked">Its value for the song that was asked about; of a key its tonic, in semitones above C.</param>
/// <param name="Found">Its value for the other song.</param>
/// <param name="Unit">BPM, Hz or dB; empty for a key.</param>
/// <param name="Apart">
/// How far the other song's value lies above that of the song asked about, negative below it; 1 is as far as people would call much the
/// same, of keys a step on the circle of fifths or to the relative key. NaN or infinite where one of the songs has none of it, as of a
/// tempo.
/// </param>
public sealed record SharedTrait(
    SimilarityPart Part, string Name, double Asked, double Found, string Unit, [property: JsonIgnore] double Apart)
{
    /// <summary>The keys by name, as <c>A minor</c>; null for numbers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AskedName { get; init; }

    /// <inheritdoc cref="AskedName"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FoundName { get; init; }

    /// <summary>Whether people would call the two much the same.</summary>
    public bool IsClose => Math.Abs(Apart) <= 1;

    /// <summary>Both in words: <c>tempo 118 against 121 BPM</c>, <c>key A minor against E minor</c>, <c>both in A minor</c>.</summary>
    public override string ToString() => AskedName is not null && AskedName == FoundName ? $"both in {AskedName}" : Words("against");

    /// <summary>The same as a step from one to the other: <c>tempo 118 → 121 BPM</c>.</summary>
    internal string AsStep => Words("→");

    private string Words(string between) => AskedName is not null ? $"{Name} {AskedName} {between} {FoundName}"
        : string.Create(CultureInfo.InvariantCulture, $"{Name} {Asked:0} {between} {Found:0} {Unit}");
}
