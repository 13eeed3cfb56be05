namespace Workbench.Recommendation.Shared;

/// <summary>Up to where a catalogue is known.</summary>
/// <param name="Catalogue">Tells it from others, from one of the same name that was made later too.</param>
/// <param name="Number">The last change that is known.</param>
/// <param name="Form">What its songs are.</param>
internal sealed record SharedRevision(string Catalogue, long Number, SharedForm Form);
