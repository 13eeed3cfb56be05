using System.CommandLine;
using System.Globalization;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench data make|fetch|put|describe|check</c>.</summary>
internal static class DataCommand
{
    private const int MostReasons = 20;

    public static Command Create() => new("data", "Datasets.") { Make(), FetchCommand.Create(), PutCommand.Create(), Describe(), Check() };

    private static Command Make()
    {
        var name = new Argument<string>("NAME") { Description = "Which dataset: demo, a corpus of synthetic music in 8 genres." };
        name.AcceptOnlyFromAmong(DatasetReader.DemoName);
        var threads = SharedOptions.Threads();
        var command = new Command("make", """
            Make a built-in dataset, unless it is there already.

            Example:
              workbench data make demo
            """) { name, threads };
        command.SetAction((parsed, token) =>
        {
            var workspace = SharedOptions.Workspace();
            var dataset = ProgressBars.During(work => workspace.Open(parsed.GetValue(name)!, work: work), parsed.GetValue(threads), token);
            Console.WriteLine($"{dataset.Tracks.Length} synthetic songs in {dataset.Root}");
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static Command Describe()
    {
        var (dataset, labels, threads, json) = (Dataset(), SharedOptions.Labels(), SharedOptions.Threads(), SharedOptions.Json());
        var command = new Command("describe", """
            What is in a dataset: songs, artists, genres, which occur together, how uneven they are.

            Examples:
              workbench data describe demo
              workbench data describe fma/fma_small --json
            """) { dataset, labels, threads, json };
        command.SetAction((parsed, token) =>
        {
            var workspace = SharedOptions.Workspace();
            var summary = DatasetSummary.Of(
                ProgressBars.During(work => workspace.Open(parsed.GetValue(dataset)!, parsed.GetValue(labels), work),
                    parsed.GetValue(threads), token));
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(summary) : Text(summary));
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static Command Check()
    {
        var (dataset, labels, threads, json) = (Dataset(), SharedOptions.Labels(), SharedOptions.Threads(), SharedOptions.Json());
        var command = new Command("check", """
            Read every song of a dataset: the files that cannot be used, the songs that are there twice, how long they are
            and which are much shorter than the rest; and every decision that was made: where the genres come from, which
            spellings of genres and artists count as one, which files are segments of one recording.

            Examples:
              workbench data check songs
              workbench data check songs --json
            """) { dataset, labels, threads, json };
        command.SetAction((parsed, token) =>
        {
            var workspace = SharedOptions.Workspace();
            var check = ProgressBars.During(work =>
            {
                var songs = workspace.Extract(workspace.Open(parsed.GetValue(dataset)!, parsed.GetValue(labels), work),
                    FeatureSpec.Default, work);
                return DatasetCheck.Of(songs, work);
            }, parsed.GetValue(threads), token);
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(check) : Text(check));
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static Argument<string> Dataset() => new("DATASET") { Description = SharedOptions.DatasetForms };

    private static string Text(DatasetSummary s)
    {
        var culture = CultureInfo.InvariantCulture;
        string[] lines =
        [
            string.Create(culture,
                $"{s.Name}: {s.Tracks} songs ({s.Skipped} files skipped) by {s.Artists} artists "
                + $"({s.TracksWithoutArtist} songs name none)"),
            string.Create(culture,
                $"{s.Labels.Length} genres, {s.LabelsPerTrack:0.00} a song, {s.MultiLabelTracks} songs with several; the most frequent has "
                + $"{s.Imbalance:0.0} times the songs of the rarest"),
            $"Songs with one genre, two, ...: {string.Join(", ", s.TracksByLabelCount)}",
            .. Seconds(s.Durations),
            .. Official(s.OfficialParts),
            .. s.Labels.Select(l => $"  {l.Label,-24} {l.Tracks,6} songs {l.Artists,6} artists"),
            .. s.Pairs.Select(p => $"  {p.First} and {p.Second}: {p.Tracks} songs"),
            .. Readings(s.TagReadings, s.ArtistReadings),
            .. s.LeftOut.Take(MostReasons).Select(g => $"Skipped: {g.Files} files, for instance {g.Example}: {g.Reason}"),
            .. s.LeftOut.Skip(MostReasons).Take(1).Select(_ => $"and for {s.LeftOut.Length - MostReasons} other reasons: --json has all"),
            .. s.Notes,
        ];
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Readings(IReadOnlyList<TagReading> tags, IReadOnlyList<ArtistReading> artists) =>
    [
        .. tags.Select(r => $"  \"{r.Tag}\" read as {string.Join(", ", r.Genres)}: {r.Tracks} songs"),
        .. artists.Select(r => $"  by {r.Artist}, also named {string.Join(", ", r.Spellings.Skip(1).Select(name => $"\"{name}\""))}: "
            + $"{r.Tracks} songs"),
    ];

    private static IEnumerable<string> Official(IReadOnlyList<int> parts) =>
        parts.Any(n => n > 0) ? [$"Official parts: {parts[0]} training, {parts[1]} validation, {parts[2]} test"] : [];

    private static IEnumerable<string> Seconds(IReadOnlyList<double> durations) =>
        durations is [var shortest, var median, var longest]
            ? [string.Create(CultureInfo.InvariantCulture, $"Seconds: shortest {shortest:0.0}, median {median:0.0}, longest {longest:0.0}")]
            : [];

    private static string Text(DatasetCheck c) => string.Join('\n', [
        $"{c.Name}: {c.Tracks} songs can be used, {c.Skipped.Length} files cannot, {c.Duplicates.Length} pairs sound the same",
        .. Seconds(c.Durations),
        .. Official(c.OfficialParts),
        .. Readings(c.TagReadings, c.ArtistReadings),
        .. c.Recordings.Select(r => $"  {r.Value} segments of the recording {r.Key.Trim()}"),
        $"Decoded by {string.Join(", ", c.Songs.CountBy(s => s.Decoder ?? "nothing")
            .OrderByDescending(d => d.Value)
            .Select(d => $"{d.Key} ({d.Value})"))}",
        .. c.Songs.Where(s => s.Warning is not null).Select(s => $"  {s.Track} {s.Warning}"),
        .. c.Short.Select(s => string.Create(CultureInfo.InvariantCulture, $"  {s.Track}: only {s.Seconds:0.0} s")),
        .. c.Skipped.Select(s => $"  {s.Path}: {s.Reason}"),
        .. c.Duplicates.Select(d => $"  {d.First} = {d.Second}{(d.HaveSameLabels ? "" : " (with other genres)")}"),
        .. c.Notes]);
}
