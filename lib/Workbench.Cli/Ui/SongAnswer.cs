using System.Collections.Immutable;
using System.Globalization;
using Workbench.Evaluation;

namespace Workbench.Cli.Ui;

/// <summary>What a model said to a song that it did not learn from.</summary>
/// <param name="TrackId">The song.</param>
/// <param name="Part">The part that the song is in.</param>
/// <param name="Genres">The most probable genres with their probabilities, for people.</param>
internal sealed record SongAnswer(string TrackId, string Part, ImmutableArray<string> Genres)
{
    private const int MostGenres = 3;
    private const double Least = 0.1; // what is less probable says nothing to people

    /// <summary>The answers to the songs of a part.</summary>
    public static IEnumerable<SongAnswer> All(string part, Predictions predictions) =>
        predictions.TrackIds.Select((id, row) => new SongAnswer(id, part, [.. predictions.LabelNames
            .Select((name, label) => (Name: name, Probability: predictions.Scores[row, label]))
            .OrderByDescending(genre => genre.Probability)
            .Where((genre, rank) => rank == 0 || genre.Probability >= Least)
            .Take(MostGenres)
            .Select(genre => string.Create(CultureInfo.InvariantCulture, $"{genre.Name} {genre.Probability:0.00}"))]));
}
