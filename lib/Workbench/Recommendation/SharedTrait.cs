using System.Globalization;
using System.Text.Json.Serialization;

namespace Workbench.Recommendation;

/// <summary>A number that people know of two songs.</summary>
/// <param name="Part">The family of features that it belongs to.</param>
/// <param name="Name">What it is called: tempo, brightness, loudness.</param>
/// <param name="Asked">Its value for the song that was asked about.</param>
/// <param name="Found">Its value for the other song.</param>
/// <param name="Unit">BPM, Hz or dB.</param>
/// <param name="Apart">
/// How far the other song's value lies above that of the song asked about, negative below it; 1 is as far as people would call much the
/// same. NaN or infinite where one of the songs has none of it, as of a tempo.
/// </param>
public sealed record SharedTrait(
    SimilarityPart Part, string Name, double Asked, double Found, string Unit, [property: JsonIgnore] double Apart)
{
    /// <summary>Whether people would call the two much the same.</summary>
    public bool IsClose => Math.Abs(Apart) <= 1;

    /// <summary>Both values in words: <c>tempo 118 against 121 BPM</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Asked:0} against {Found:0} {Unit}");
}
