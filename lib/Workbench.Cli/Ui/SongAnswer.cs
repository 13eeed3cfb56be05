using Workbench.Recommendation.Listeners;

namespace Workbench.Cli.Ui;

/// <summary>What a listener says of a song, as the page sends it.</summary>
/// <param name="Listener">Who says it.</param>
/// <param name="Rating">The answer; null takes it back.</param>
internal sealed record SongAnswer(string Listener, Rating? Rating);
