using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Workbench.Cli.Ui;

/// <summary>Which songs the page asks for.</summary>
/// <param name="Text">What id, title, artist or album shall contain, in whatever case; empty for all.</param>
/// <param name="Genre">The genre that they shall have; empty for all.</param>
/// <param name="Part">The part that they shall be in; empty for all.</param>
/// <param name="IsByLoss">Whether the songs that the model is most wrong about come first, and only those it answered.</param>
/// <param name="Offset">How many of those found are passed over.</param>
/// <param name="Count">How many stand on the page at most.</param>
internal sealed record SongQuestion(string Text, string Genre, string Part, bool IsByLoss, int Offset, int Count)
{
    private const int UsualCount = 50, MostCount = 200;
    private const string ByLoss = "loss";

    /// <summary>Reads it from an address.</summary>
    /// <exception cref="UiRefusal">A number is none, or out of its range.</exception>
    public static SongQuestion Of(IQueryCollection query) => new(query["text"].ToString(), query["genre"].ToString(),
        query["part"].ToString(), query["order"] == ByLoss, Number(query, "offset", 0, 0, int.MaxValue),
        Number(query, "count", UsualCount, 1, MostCount));

    /// <summary>The songs that are asked for, of all pages.</summary>
    public IReadOnlyList<SongRow> Choose(IEnumerable<SongRow> songs) => IsByLoss
        ? [.. songs.Where(song => song.Loss is not null && Wants(song)).OrderByDescending(song => song.Loss)]
        : [.. songs.Where(Wants)];

    private bool Wants(SongRow song) => (Genre.Length == 0 || song.Genres.Contains(Genre)) && (Part.Length == 0 || song.Part == Part)
        && (Text.Length == 0 || new[] { song.Id, song.Title, song.Artist, song.Album }
            .Any(text => text?.Contains(Text, StringComparison.OrdinalIgnoreCase) == true));

    private static int Number(IQueryCollection query, string name, int usual, int least, int most) =>
        !query.TryGetValue(name, out var text) ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw UiRefusal.Wrong($"{name} '{text}' must be {least} to {most}; {usual} is usual.");
}
