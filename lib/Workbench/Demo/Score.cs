using Workbench.Demo.Instruments;

namespace Workbench.Demo;

/// <summary>A composition, ready to be played.</summary>
/// <param name="Seconds">Its length.</param>
/// <param name="Parts">Everything but the drums.</param>
/// <param name="Hits">The drums' strokes; none if there are no drums.</param>
/// <param name="Kit">The drums.</param>
internal sealed record Score(double Seconds, IReadOnlyList<ScorePart> Parts, IReadOnlyList<DrumHit> Hits, DrumKit Kit);
