using System.Collections.Immutable;
using System.Globalization;
using Workbench.Audio;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation.Playlists;

namespace Workbench.Cli.Predicting;

/// <summary>A playlist a genre, of the songs for which it is decided, the surest first.</summary>
/// <param name="genres">The genres that get one where they have songs.</param>
/// <param name="folder">Where they go; null for stdout.</param>
internal sealed class AnswerPlaylists(ImmutableArray<string> genres, string? folder) : IAnswerOutput
{
    private readonly List<(string Genre, double Probability, string Path, string? Title)> entries = [];

    public void Add(SongAnswer answer, ScoreTimeline? timeline, Work work)
    {
        var wanted = answer.Labels.Where(label => label.IsDecided && genres.Contains(label.Label)).ToArray();
        var title = wanted.Length > 0 ? TitleOf(answer.Song, work) : null;
        entries.AddRange(wanted.Select(label => (label.Label, label.Probability, answer.Song, title)));
    }

    public bool Finish(ImmutableArray<SkippedFile> unreadable, Work work)
    {
        foreach (var genre in genres)
        {
            var songs = entries.Where(e => e.Genre == genre).OrderByDescending(e => e.Probability).ToArray();
            if (songs.Length == 0)
                continue;
            var playlist = new Playlist(genre, [.. songs.Select(e => new PlaylistSong(e.Path, e.Title))]);
            if (folder is null)
                Console.Write(playlist.ToM3u8(Environment.CurrentDirectory));
            else
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{playlist.Write(folder)}: {songs.Length} songs"));
        }
        if (entries.Count == 0)
            Console.Error.WriteLine($"No song was decided to be {string.Join(" or ", genres)}; no playlist was written.");
        return true;
    }

    private static string? TitleOf(string song, Work work)
    {
        try
        {
            var tags = AudioFile.ReadTags(song, work.Token);
            return tags.Title is null || tags.Artist is null ? tags.Title : $"{tags.Artist} - {tags.Title}";
        }
        catch (UnreadableAudioException)
        {
            return null; // whose tags nobody here can read; its sound was heard
        }
    }
}
