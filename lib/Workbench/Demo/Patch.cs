using Workbench.Demo.Effects;
using Workbench.Demo.Instruments;

namespace Workbench.Demo;

/// <summary>An instrument with what it is plugged into.</summary>
/// <param name="Instrument">Plays the notes.</param>
/// <param name="Effects">Applied to all of its notes together, in this order.</param>
internal sealed record Patch(IInstrument Instrument, params IEffect[] Effects);
