using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Audio;
using Workbench.Charts;
using Workbench.Cli.Ui;
using Workbench.Experiments;
using Workbench.Inference;
using Workbench.Reports;
using Workbench.Training;

namespace Workbench.Tests.CommandLine;

/// <summary>What the page of <c>workbench ui</c> is told.</summary>
public sealed class UiAnswerTests(UiSite site) : IClassFixture<UiSite>
{
    private string Songs => $"/api/runs/{site.Heard.Id}/songs";

    [Fact]
    public async Task The_list_and_the_pages_of_runs_are_those_of_the_library()
    {
        var runs = (await site.ReadAsync("/api/runs"))["runs"]!.AsArray();
        Assert.Equal([site.Heard.Id, site.Unheard.Id], runs.Select(run => (string)run!["run"]!));
        Assert.Equal(RunEntry.Of(site.Heard).Validation, (double)runs[0]!["validation"]!);
        Assert.Equal((200, new RunReport(site.Heard).ToHtml()), await site.AskAsync($"/api/runs/{site.Heard.Id}/report"));
        Assert.Equal((200, new RunComparison([site.Heard, site.Unheard]).ToPage()),
            await site.AskAsync($"/api/compare?run={site.Heard.Id}&run={site.Unheard.Id}"));
        Assert.Equal((400, "1 runs cannot be compared; choose 2 to 50."), await site.AskAsync($"/api/compare?run={site.Heard.Id}"));
    }

    [Fact]
    public async Task Songs_are_found_by_text_genre_and_part_a_page_at_a_time()
    {
        var all = await site.ReadAsync($"{Songs}?count=200");
        Assert.Equal((25, 25), ((int)all["total"]!, all["songs"]!.AsArray().Count));
        Assert.Equal(["high", "low", "rock"], all["genres"]!.AsArray().Select(genre => (string)genre!));
        var page = await site.ReadAsync($"{Songs}?genre=low&offset=5&count=3");
        Assert.Equal(9, (int)page["found"]!);
        Assert.Equal(["low/04.wav", "low/05.wav", "low/06.wav"], page["songs"]!.AsArray().Select(song => (string)song!["id"]!));
        var hostile = Assert.Single((await site.ReadAsync($"{Songs}?text=%26LT"))["songs"]!.AsArray());
        Assert.Equal("low/&lt;b&gt; & 'quotes'.wav", (string)hostile!["id"]!);
        var validation = (await site.ReadAsync($"{Songs}?part=validation&count=200"))["songs"]!.AsArray();
        Assert.Equal(site.Heard.ValidationPredictions.TrackIds.Order(StringComparer.Ordinal),
            validation.Select(song => (string)song!["id"]!).Order(StringComparer.Ordinal));
        var losses = SongLoss.Top(site.Heard.Model, site.Heard.ValidationPredictions, 25);
        var byLoss = (await site.ReadAsync($"{Songs}?order=loss"))["songs"]!.AsArray();
        Assert.Equal(losses.Select(loss => (loss.TrackId, loss.InWords)),
            byLoss.Select(song => ((string)song!["id"]!, (string)song["answer"]!)));
        Assert.Equal((400, "count '0' must be 1 to 200; 50 is usual."), await site.AskAsync($"{Songs}?count=0"));
        Assert.Equal((400, "offset '-1' must be 0 to 2147483647; 0 is usual."), await site.AskAsync($"{Songs}?offset=-1"));
        Assert.Equal((404, "There is no song 25; they are numbered from 0 to 24."), await site.AskAsync($"{Songs}/25/sound"));
    }

    [Fact]
    public async Task Songs_like_one_are_those_that_the_library_recommends_for_the_same_reasons()
    {
        var songs = (await site.ReadAsync($"{Songs}?count=200"))["songs"]!.AsArray();
        var expected = RunRecommender.OpenKept(site.Heard)!.Recommend("low/03.wav");
        var number = (int)songs.Single(song => (string)song!["id"]! == "low/03.wav")!["number"]!;
        var similar = (await site.ReadAsync($"{Songs}/{number}/similar")).AsArray();
        Assert.Equal(expected.Select(near => (near.Track.Id, near.Reason)),
            similar.Select(near => ((string)near!["song"]!["id"]!, (string)near["reason"]!)));
        Assert.Equal(expected.Select(near => Chart.Reasons("low/03.wav", near).ToSvg()), similar.Select(near => (string)near!["figure"]!));
    }

    [Fact]
    public async Task Any_range_of_the_sound_of_a_song_is_sent()
    {
        var song = (await site.ReadAsync($"{Songs}?text=high/02"))["songs"]![0]!;
        var address = $"{Songs}/{(int)song["number"]!}/sound";
        var file = File.ReadAllBytes(Path.Combine(site.Heard.Spec.Dataset, "high", "02.wav"));
        foreach (var (from, to) in new (long?, long?)[] { (null, null), (0, 0), (100, 1099), (null, 10), (file.Length - 5, null) })
        {
            HttpRequestMessage request = new(HttpMethod.Get, address);
            if (from is not null || to is not null)
                request.Headers.Range = new(from, to);
            using var response = await site.Page.SendAsync(request, TestContext.Current.CancellationToken);
            var (start, end) =
                (from ?? (to is null ? 0 : file.Length - to.Value), from is null ? file.Length - 1 : to ?? file.Length - 1);
            Assert.Equal(request.Headers.Range is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent, response.StatusCode);
            var sent = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal(file[(int)start..(int)(end + 1)], sent);
            Assert.Equal("audio/wav", response.Content.Headers.ContentType!.MediaType);
        }
        HttpRequestMessage beyond = new(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(file.Length, null) } };
        Assert.Equal(416, (await site.AskAsync(beyond)).Status);
    }

    [Fact]
    public void Nothing_but_sound_is_sent_whatever_a_catalogue_names()
    {
        SoundFiles sounds = new(TestContext.Current.CancellationToken);
        string Refused(string path) => Assert.Throws<UiRefusal>(() => sounds.Send(path)).Message;
        var secret = site.File("secret.txt");
        File.WriteAllText(secret, "secret");
        Assert.Equal("secret.txt is not named like a sound file.", Refused(secret));
        var gone = site.File("gone.mp3");
        Assert.Equal($"{gone} no such file. Move the dataset back to where it was.", Refused(gone));
        var folder = Directory.CreateDirectory(site.File("folder.mp3")).FullName;
        Assert.Equal($"{folder} is a folder; name a file. Move the dataset back to where it was.", Refused(folder));
        var text = site.File("text.au");
        File.WriteAllText(text, "secret");
        Assert.Throws<UnreadableAudioException>(() => sounds.Send(text));
    }

    [Fact]
    public void A_kind_of_file_that_browsers_do_not_play_is_sent_as_WAV()
    {
        var path = site.File("tone.au"); // Sun's: 16 bits at 8000 Hz, one channel
        byte[] header = [.. ".snd"u8, 0, 0, 0, 24, 0, 0, 0x3e, 0x80, 0, 0, 0, 3, 0, 0, 0x1f, 0x40, 0, 0, 0, 1];
        File.WriteAllBytes(path, [.. header, .. Enumerable.Range(0, 16_000).Select(i => (byte)(i % 7))]);
        SoundFiles sounds = new(TestContext.Current.CancellationToken);
        var sent = Assert.IsType<FileContentHttpResult>(sounds.Send(path));
        Assert.Equal("audio/wav", sent.ContentType);
        Assert.True(sent.EnableRangeProcessing);
        Assert.Equal(WavFile.Encode(AudioFile.ReadMono(path, 22_050, TestContext.Current.CancellationToken)), sent.FileContents);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("%2e%2e")]
    [InlineData("..%2fruns")]
    [InlineData("%2fetc")]
    [InlineData("no-such-run")]
    public async Task What_names_no_run_of_the_list_is_not_there(string run)
    {
        foreach (var what in new[] { "report", "songs", "songs/0/sound" })
            Assert.Equal(404, (await site.AskAsync($"/api/runs/{run}/{what}")).Status);
    }

    [Fact]
    public async Task Looking_at_everything_writes_nothing()
    {
        Dictionary<string, DateTime> Files() => Directory.GetFiles(site.Workspace.Data.RunsPath, "*", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(site.Heard.Spec.Dataset, "*", SearchOption.AllDirectories))
            .ToDictionary(path => path, File.GetLastWriteTimeUtc);
        var before = Files();
        foreach (var address in new[] { "/", "/app.js", "/tables.js", "/report.css", "/api/runs", "/api/now", "/api/bin",
            $"/api/runs/{site.Heard.Id}/report", Songs, $"{Songs}/0/similar", $"{Songs}/0/sound",
            $"/api/compare?run={site.Heard.Id}&run={site.Unheard.Id}" })
            Assert.Equal(200, (await site.AskAsync(address)).Status);
        Assert.Equal((404, "The model of this run has not heard the songs yet."),
            await site.AskAsync($"/api/runs/{site.Unheard.Id}/songs"));
        Assert.Equal(before, Files());
        Assert.False(Directory.Exists(site.Workspace.Data.BinPath));
    }

    [Fact]
    public async Task A_training_under_way_is_seen_with_its_curve_and_what_has_not_changed_is_not_sent_again()
    {
        using (var file = site.Workspace.Trainings.Begin(new ExperimentSpec { Dataset = "demo", Seed = 7 }.Resolve()))
        {
            EpochResult epoch = new(1, 0.7, 0.6, 0.8, 1);
            file.Follow(new()).Report(new TrainingProgress("Training", 1, 20, 3, 3, 0.7, 100, epoch, epoch));
            file.Flush();
            var now = await site.ReadAsync("/api/now");
            var training = Assert.Single(now["trainings"]!.AsArray())!;
            Assert.Equal(("demo", "mlp", 7), ((string)training["dataset"]!, (string)training["model"]!, (int)training["seed"]!));
            Assert.Equal(("Training", 3, 60), ((string)training["task"]!, (int)training["done"]!, (int)training["total"]!));
            Assert.StartsWith("<svg", (string)now["curves"]!, StringComparison.Ordinal);
        }
        using var first = await site.Page.GetAsync("/api/now", TestContext.Current.CancellationToken);
        Assert.Contains("\"trainings\":[],\"curves\":null", await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        HttpRequestMessage again = new(HttpMethod.Get, "/api/now") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        Assert.Equal((304, ""), await site.AskAsync(again));
    }
}
