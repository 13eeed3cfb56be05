using System.CommandLine;
using System.Globalization;
using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Recommendation.Playlists;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench playlist</c>.</summary>
internal sealed class PlaylistCommand
{
    private static readonly PlaylistSpec Usual = PlaylistSpec.Default;

    private readonly Argument<string[]> songs = new("SONG")
    {
        Description = $"{SharedOptions.SongForms} Of several, the list has songs like all of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?>
        run = SharedOptions.Run(), model = SharedOptions.Model(), catalogue = SharedOptions.Catalogue(),
        similarity = SharedOptions.Similarity(),
        to = new("--to") { HelpName = "SONG", Description = "Lead from SONG to this one, each song nearer to it than the one before." },
        file = SharedOptions.Playlist("Write the list for players.");

    private readonly Option<int>
        count = new("--count")
        {
            Description = "How many songs, those named included; fewer where there are no more.",
            DefaultValueFactory = _ => Usual.Count,
            Validators = { SharedOptions.Within(2, PlaylistSpec.MostSongs, $"{Usual.Count} is usual.") },
        },
        gap = new("--artist-gap")
        {
            Description = "Songs between two of one artist, at least; 0 lets an artist follow itself.",
            DefaultValueFactory = _ => Usual.ArtistGap,
            Validators = { SharedOptions.Within(0, PlaylistSpec.MostSongs, $"{Usual.ArtistGap} is usual.") },
        },
        shortest = new("--shortest")
        {
            HelpName = "SECONDS",
            Description = "Leave out songs that last less, unless a song that is named does; 0 takes all.",
            DefaultValueFactory = _ => (int)Usual.ShortestSeconds,
            Validators = { SharedOptions.Within(0, 100_000, "60 is usual.") },
        },
        threads = SharedOptions.Threads();

    private readonly Option<double?> duration = new("--duration")
    {
        HelpName = "MINUTES",
        Description = "How long the list shall last, instead of --count.",
        CustomParser = result =>
        {
            var text = result.Tokens is [{ Value: var value }] ? value : "";
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes)
                && minutes is > 0 and <= 1e5)
                return minutes;
            result.AddError($"--duration {text} must be a number of minutes above 0, as 60.");
            return null;
        },
    };

    private readonly Option<double> variety =
        SharedOptions.Share("--variety", "How unlike one another the songs shall be: 0 takes those most like SONG.");

    private readonly Option<bool>
        skits = new("--skits") { Description = "Take songs whose title has a word such as intro, skit or interlude, too." },
        json = SharedOptions.Json();

    public static Command Create() => new PlaylistCommand().Build();

    private Command Build()
    {
        var command = new Command("playlist", """
            A playlist of songs like one or several, in an order in which each is as like the one before as can be; with --to, a way from
            one song to another. No song stands in it twice, neither as a copy nor in another version.

            Examples:
              workbench playlist ~/Music/by-genre/rock/1.mp3 --m3u8 evening.m3u8
              workbench playlist "Ann Lee - Blue" "Bob - Red" --count 30 --artist-gap 8
              workbench playlist ~/Music/by-genre/rock/1.mp3 --to ~/Music/by-genre/jazz/7.mp3 --count 12
              workbench playlist ~/Music/by-genre/rock/1.mp3 --duration 90 --variety 0.3 --json
            """) { songs, to, count, duration, gap, variety, shortest, skits, run, model, catalogue, similarity, file, threads, json };
        command.Validators.Add(SharedOptions.OneOf(run, model));
        command.Validators.Add(result =>
        {
            if (result.GetValue(to) is not null && result.GetValue(songs) is { Length: > 1 } several)
                result.AddError($"--to leads from one song; {several.Length} are named.");
            if (result.GetValue(to) is not null && result.GetResult(variety) is { Implicit: false })
                result.AddError("--to decides which songs are on the way; --variety has no place there.");
            if (result.GetResult(duration) is not null && result.GetResult(count) is { Implicit: false })
                result.AddError("--count and --duration both say how long the list is; give one.");
        });
        command.SetAction((parsed, token) =>
        {
            var named = parsed.GetValue(songs)!;
            var chosen = ChosenModel.OpenFor(named[0], parsed.GetValue(run), parsed.GetValue(model));
            var compared = parsed.GetValue(similarity) is { } weights ? SpecJson.ReadFile<SimilaritySpec>(weights) : null;
            var spec = SpecOf(parsed);
            var (list, asked) = ProgressBars.During(work =>
            {
                var recommender = chosen.Recommender(work, parsed.GetValue(catalogue), compared);
                var list = parsed.GetValue(to) is { } end ? recommender.Way(named[0], end, spec, work)
                    : recommender.Playlist(named, spec, work);
                return (list, AskedCatalogue.Of(recommender));
            }, parsed.GetValue(threads), token);
            var answer = PlaylistAnswer.Of(chosen, asked, list, parsed.GetValue(file) is { } path ? SavedPlaylist.Save(list, path) : null);
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(answer) : answer.InWords);
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private PlaylistSpec SpecOf(ParseResult parsed) => new()
    {
        Count = parsed.GetValue(count),
        Minutes = parsed.GetValue(duration),
        ArtistGap = parsed.GetValue(gap),
        Variety = parsed.GetValue(variety),
        ShortestSeconds = parsed.GetValue(shortest),
        Skits = parsed.GetValue(skits),
    };
}
