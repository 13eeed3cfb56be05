using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Cli.Serve;

/// <summary>
/// What is answered: version 1 of the extension <c>sonicSimilarity</c> of OpenSubsonic
/// (<see href="https://opensubsonic.netlify.app/docs/extensions/sonicsimilarity/"/>), and what whoever logs in asks first.
/// </summary>
/// <param name="recommender">The songs.</param>
internal sealed class SonicAnswers(Recommender recommender)
{
    /// <summary>What is answered without the token, as the protocol wants it.</summary>
    public const string OpenMethod = "getOpenSubsonicExtensions";

    private const int UsualSimilar = 10, UsualPath = 25, MostSongs = 500;

    private readonly SongDirectory songs = new(recommender.Tracks);

    /// <summary>Answers.</summary>
    /// <param name="asked">The question.</param>
    /// <param name="work">Threads, and what stops it.</param>
    /// <exception cref="SubsonicError">There is no such method or song, or a parameter makes no sense.</exception>
    public JsonObject Answer(SubsonicRequest asked, Work work) => asked.Method switch
    {
        OpenMethod => new() { ["openSubsonicExtensions"] = new JsonArray([.. Extensions.Select(Extension)]) },
        "ping" => [],
        "getLicense" => new() { ["license"] = new JsonObject { ["valid"] = true } },
        "tokenInfo" => new() { ["tokenInfo"] = new JsonObject { ["username"] = SubsonicResponse.ServerName } },
        "getSong" => new() { ["song"] = SongDirectory.Entry(songs.Asked(asked, "id")) },
        "getSonicSimilarTracks" => Matches(SimilarTo(songs.Asked(asked, "id"), asked.Number("count", UsualSimilar, 0, MostSongs), work)),
        "findSonicPath" => Matches(PathBetween(songs.Asked(asked, "startSongId"), songs.Asked(asked, "endSongId"),
            asked.Number("count", UsualPath, 1, MostSongs), work)),
        var other => throw new SubsonicError(SubsonicError.Generic, $"{SubsonicRequest.Repeated(other)} is not answered here; "
            + "this server has getSonicSimilarTracks, findSonicPath, getSong, and no music.", StatusCodes.Status404NotFound),
    };

    private static string[] Extensions => ["apiKeyAuthentication", "formPost", "sonicSimilarity"];

    private static JsonObject Extension(string name) => new() { ["name"] = name, ["versions"] = new JsonArray(1) };

    /// <summary>Nearest first, those of the same artist too: whoever plays them knows how many of one artist are wanted.</summary>
    private IEnumerable<(Track Track, double Distance)> SimilarTo(Track song, int count, Work work) => count == 0 ? []
        : recommender.Recommend(song.Id, new RecommendOptions { Count = count, SameArtist = true }, work)
            .Select(neighbor => (neighbor.Track, neighbor.Distance));

    private IEnumerable<(Track Track, double Distance)> PathBetween(Track start, Track end, int count, Work work) =>
        count == 1 && start != end
            ? throw new SubsonicError(SubsonicError.Generic, "count 1 leaves no room for the songs at both ends; 25 is usual.")
            : recommender.PathBetween(start.Id, end.Id, count, work).Select(song => (song, recommender.Distance(start.Id, song.Id)));

    private static JsonObject Matches(IEnumerable<(Track Track, double Distance)> found) => new()
    {
        ["sonicMatch"] = new JsonArray([.. found.Select(song => new JsonObject
        {
            ["entry"] = SongDirectory.Entry(song.Track),
            ["similarity"] = Similarity(song.Distance),
        })]),
    };

    /// <summary>
    /// The protocol's similarity, 1 for the same song and 0 for the most different, of a distance, 0 to 2: 1 less its half, which keeps the
    /// order. Six decimals are what vectors of float32 are worth.
    /// </summary>
    private static double Similarity(double distance) => Math.Round(Math.Clamp(1 - distance / 2, 0, 1), 6);
}
