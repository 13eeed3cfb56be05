using System.Globalization;

namespace Workbench.Recommendation;

/// <summary>A number that people know of two songs.</summary>
/// <param name="Part">The family of features that it belongs to.</param>
/// <param name="Name">What it is called: tempo, brightness, loudness.</param>
/// <param name="Asked">Its value for the song that was asked about.</param>
/// <param name="Found">Its value for the other song.</param>
/// <param name="Unit">BPM, Hz or dB.</param>
/// <param name="IsClose">Whether people would call the two much the same.</param>
public sealed record SharedTrait(SimilarityPart Part, string Name, double Asked, double Found, string Unit, bool IsClose)
{
    /// <summary>Both values in words: <c>tempo 118 against 121 BPM</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Asked:0} against {Found:0} {Unit}");
}
