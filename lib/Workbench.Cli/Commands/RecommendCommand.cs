using System.CommandLine;
using System.Globalization;
using Workbench.Foundation;
using Workbench.Kernel.Reports;
using Workbench.Recommendation;
using Workbench.Recommendation.Playlists;
using Workbench.Reports;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench recommend</c>.</summary>
internal static class RecommendCommand
{
    public static Command Create()
    {
        var song = new Argument<string?>("SONG") { Description = SharedOptions.SongForms, Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from")
        {
            HelpName = "NAME",
            Description = "The song by its tags instead: \"artist - title\", in any spelling, or the title alone.",
        };
        var (run, model) = (SharedOptions.Run(), SharedOptions.Model());
        var count = SharedOptions.Count("--count", "How many songs; all there are, if there are fewer.", 3, int.MaxValue);
        var diversity = SharedOptions.Share("--diversity",
            "How unlike one another the songs shall be: 0 gives the nearest, 1 weighs only what they have in common.");
        var similarity = SharedOptions.Similarity();
        var sameArtist = new Option<bool>("--same-artist")
        {
            Description = "Let songs by the artist of the song in, and several by one artist.",
        };
        var copies = new Option<SongCopies?>("--copies")
        {
            Description = "Which other recordings of a song --same-artist lets in: none, versions (live, remastered, demo) or all.",
        };
        var catalogue = SharedOptions.Catalogue();
        var playlist = SharedOptions.Playlist("Write the songs as a playlist too, in their order.");
        var listener = SharedOptions.Listener("Whose answers to 'workbench rate' re-rank the songs; nobody's if left out.");
        var moments = new Option<bool>("--moments")
        {
            Description = "Say where each song and SONG sound most alike too; their files are heard for it.",
        };
        var page = new Option<FileInfo?>("--out")
        {
            HelpName = "FILE",
            Description = "Write a page (.html) too: a player of each song, its reasons as a figure, and its --moments.",
        };
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json();
        var command = new Command("recommend", """
            The songs of a run's dataset, of another collection or of an exported catalogue, most like a given one, none by its artist, and
            why. Without --run the latest run of the song's collection is asked, or else the latest of all.

            Examples:
              workbench recommend ~/Music/by-genre/rock/1.mp3
              workbench recommend audio/some-artist/01-some-song.wav --count 5 --json
              workbench recommend --from "Ann Lee - Blue"
              workbench recommend ~/Music/by-genre/rock/1.mp3 --count 10 --diversity 0.3 --m3u8 like-this.m3u8
              workbench recommend ~/Music/by-genre/rock/1.mp3 --same-artist --copies versions
              workbench recommend ~/Music/by-genre/rock/1.mp3 --listener me
              workbench recommend ~/Music/by-genre/rock/1.mp3 --moments --out why.html
              workbench recommend new-song.mp3 --catalogue ~/Music/party
              workbench recommend ~/Music/by-genre/rock/1.mp3 --model my-model
            """) { song, from, run, model, count, diversity, sameArtist, copies, similarity, catalogue, listener,
            moments, playlist, page, threads, json };
        command.Validators.Add(SharedOptions.OneOf(run, model));
        command.Validators.Add(result =>
        {
            if (result.GetValue(song) is null == result.GetValue(from) is null)
                result.AddError(result.GetValue(song) is null ? $"SONG is missing: {SharedOptions.SongForms}"
                    : "SONG and --from both name the song; give one.");
            if (result.GetResult(copies) is not null && !result.GetValue(sameArtist))
                result.AddError("--copies chooses among songs of one artist; give --same-artist too.");
        });
        command.SetAction((parsed, token) =>
        {
            var chosen = ChosenModel.OpenFor(parsed.GetValue(song), parsed.GetValue(run), parsed.GetValue(model));
            var spec = parsed.GetValue(similarity) is { } weights ? SpecJson.ReadFile<SimilaritySpec>(weights) : null;
            var options = new RecommendOptions
            {
                Count = parsed.GetValue(count),
                Diversity = parsed.GetValue(diversity),
                SameArtist = parsed.GetValue(sameArtist),
                Copies = parsed.GetValue(copies) ?? SongCopies.None,
            };
            var whose = parsed.GetValue(listener);
            var ratings = whose is null ? [] : SharedOptions.Workspace().Ratings.Of(whose);
            var (wanted, found, songs, asked) = ProgressBars.During(work =>
            {
                var recommender = chosen.Recommender(work, parsed.GetValue(catalogue), spec);
                var wanted = parsed.GetValue(from) is { } name ? recommender.Named(name).Id : parsed.GetValue(song)!;
                if (whose is not null)
                    options = options with { Profile = recommender.ProfileOf(whose, ratings) };
                Recommendations found = new(recommender, wanted, recommender.Recommend(wanted, options, work));
                RecommendedSong[] songs = [.. found.Neighbors.Select(RecommendedSong.From)];
                if (parsed.GetValue(moments))
                    songs = [.. songs.Zip(found.Neighbors, (song, neighbor) =>
                        song.Hear(() => recommender.Moments(wanted, neighbor.Track, work)))];
                return (wanted, found, songs, AskedCatalogue.Of(recommender));
            }, parsed.GetValue(threads), token);
            if (options.Profile is { } profile)
                Console.Error.WriteLine($"Profile of {whose} {profile.Reason}");
            var written = parsed.GetValue(playlist) is { } path
                ? SavedPlaylist.Save(new($"Like {wanted}", [.. found.Neighbors.Select(n => PlaylistSong.Of(n.Track))]), path) : null;
            if (parsed.GetValue(page) is { FullName: var file })
            {
                AtomicFile.WriteText(file, HtmlReport.Page($"Like {wanted}", found.ToPage(place => songs[place - 1].Moments)));
                Console.Error.WriteLine($"The reasons are drawn in {file}");
            }
            var list = new RecommendationList(chosen.Name, chosen.Why, asked, wanted, [.. songs], written);
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(list) : Describe(list));
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static string Describe(RecommendationList list)
    {
        var asked = list.Catalogue.AskedBy(list.Run, list.RunIs);
        if (list.Recommendations.IsEmpty)
            return $"Nothing is like {list.Song}, by {asked}: every other song there is by its artist, or a copy of it. "
                + "--same-artist lets songs by its artist in.";
        return string.Join('\n', list.Recommendations.Select((r, i) => string.Create(CultureInfo.InvariantCulture,
                $"{i + 1}. {r.Title ?? r.Track} by {r.Artist ?? "unknown"}   distance {r.Distance:0.000}   {r.Reason}\n   {r.Sum}{When(r)}")
            + (r.Path is null ? "" : $"\n   {r.Path}{(r.IsGone ? " (the file is gone)" : "")}"))
            .Prepend($"Like {list.Song}, by {asked}:")) + list.Playlist?.InWords;
    }

    private static string When(RecommendedSong song) => song.Moments is { } moments ? $"\n   {moments}"
        : song.NoMoments is { } reason ? $"\n   no moments: {reason}" : "";
}
