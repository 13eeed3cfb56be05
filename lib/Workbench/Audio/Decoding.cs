namespace Workbench.Audio;

/// <summary>How a file was decoded.</summary>
/// <param name="Decoder">The name of what read it, for instance <c>libsndfile</c>.</param>
/// <param name="DurationSeconds">How long it is, in seconds.</param>
/// <param name="Warning">
/// What is to be known of sound that is missing, with both lengths, as the end of a sentence that begins with the file; null as a rule.
/// </param>
public sealed record Decoding(string Decoder, double DurationSeconds, string? Warning);
