using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workbench.Audio;
using Workbench.Export;
using Workbench.Inference;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Consumers;

/// <summary>What any program has to do with an exported model, whatever it is written in.</summary>
public abstract partial class ConsumerTests(ExportedModels models) : IDisposable
{
    private readonly TempFolder folder = new();

    protected ExportedModels Models => models;

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_samples_get_the_answers_that_the_library_gave()
    {
        foreach (var model in new[] { models.Cnn, models.MlpFromFeatures })
        {
            var result = Ask(model, "--check");
            Assert.True(result.ExitCode == 0, result.Output + result.Error);
            Assert.Contains("chords.wav: probabilities differ by", result.Output, StringComparison.Ordinal);
            Assert.Contains("of 3 samples, allowed 1.0e-", result.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("probabilities")]
    [InlineData("embedding")]
    public void Other_answers_than_those_expected_are_noticed(string member)
    {
        var damaged = Copy(models.Cnn);
        var path = Path.Combine(damaged, "samples", "expected.json");
        var expected = JsonNode.Parse(File.ReadAllText(path))!;
        expected[1]![member]![0] = (double)expected[1]![member]![0]! + 0.01;
        File.WriteAllText(path, expected.ToJsonString());
        Assert.Equal(1, Ask(damaged, "--check").ExitCode);
    }

    [Fact]
    public void The_genres_of_songs_are_those_of_the_library_the_likeliest_first()
    {
        string[] songs = [Sound("low.wav", Tone(22_050, 90_000, 120)), Sound("short.wav", Tone(22_050, 20_000, 2400))];
        var result = Ask([models.Cnn, .. songs]);
        Assert.True(result.ExitCode == 0, result.Error);
        AssertAnswers(result.Output, models.Cnn, songs);
    }

    [Fact]
    public void Channels_are_averaged_and_floats_are_read()
    {
        var (left, right) = (Tone(22_050, 30_000, 120), Tone(22_050, 30_000, 1900));
        float[] both = [.. left.Zip(right).SelectMany(frame => new[] { frame.First, frame.Second })];
        string[] songs = [Sound("pcm.wav", both, channels: 2), Sound("float.wav", both, channels: 2, isFloat: true)];
        var result = Ask([models.Cnn, .. songs]);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("pcm.wav: the mean of its 2 channels", result.Output, StringComparison.Ordinal);
        AssertAnswers(result.Output, models.Cnn, songs);
    }

    [Fact]
    public void One_sample_is_answered_with_a_warning()
    {
        var result = Ask(models.Cnn, Sound("one.wav", [0.5f]));
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("one.wav: 1 samples are hardly a sound", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_sound_for_the_model_is_refused_in_a_sentence_and_the_next_is_heard()
    {
        Dictionary<string, string> sentences = new()
        {
            [Sound("rate.wav", Tone(48_000, 30_000, 440), 48_000)] = "it has 48000 Hz, and the model hears 22050 Hz",
            [Sound("empty.wav", [])] = "The audio has no samples",
            [Sound("nan.wav", [0, float.NaN, 0], isFloat: true)] = "A sample is NaN, infinite or far above full scale 1",
            [Sound("infinite.wav", [0, float.NegativeInfinity], isFloat: true)] = "A sample is NaN, infinite or far above full scale 1",
            [folder.Write("text.wav", "no sound")] = "no WAV file. Make one of 16 bits: ffmpeg",
            [folder.Write("header.wav", WavBytes([], 22_050, 1, isFloat: false)[..30])] = "the WAV file is damaged, it has no samples",
            [folder.Write("bytes.wav", With(WavBytes([0.5f], 22_050, 1, isFloat: false), 34, 24))] = "its samples have 24 bits",
            [folder.Write("channels.wav", With(WavBytes([0.5f], 22_050, 1, isFloat: false), 22, 0))] = "it has 0 channels at 22050 Hz",
            [Hours()] = "it has 1587 MB, and at most 1000 are heard at once. Cut a piece out of it.",
            [folder.File("absent.wav")] = "absent.wav",
        };
        var good = Sound("good.wav", Tone(22_050, 30_000, 440));
        var result = Ask([models.Cnn, .. sentences.Keys, good]);
        Assert.Equal(1, result.ExitCode);
        string[] complaints = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (path, sentence) in sentences)
            Assert.Contains(complaints, line => line.StartsWith($"{path}: ", StringComparison.Ordinal)
                && line.Contains(sentence, StringComparison.Ordinal));
        Assert.Equal(sentences.Count, complaints.Length);
        AssertAnswers(result.Output[result.Output.LastIndexOf(good, StringComparison.Ordinal)..], models.Cnn, good);
    }

    [Fact]
    public void Wrong_usage_and_other_folders_are_told()
    {
        Assert.Equal(2, Ask(models.Cnn).ExitCode);
        var result = Ask(folder.Path, "--check");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Name a folder that was made by: workbench export RUN --out FOLDER", result.Error, StringComparison.Ordinal);
        result = Ask(models.MlpFromFeatures, Sound("song.wav", [0.5f]));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("this model begins at the features of a song", result.Error, StringComparison.Ordinal);
    }

    /// <summary>Runs the program.</summary>
    protected abstract ProcessResult Ask(params string[] arguments);

    /// <summary>The printed answers, in the order of the songs, are those of the library.</summary>
    protected static void AssertAnswers(string output, string folder, params string[] songs)
    {
        var model = ExportedModel.Read(folder).Load(folder);
        var lines = AnswerPattern().Matches(output);
        Assert.Equal(songs.Length * model.Vocabulary.Count, lines.Count);
        var line = 0;
        foreach (var song in songs)
        {
            // Not Predict, which refuses sounds of less than a second.
            var features = model.Extract(AudioFile.ReadMono(song, model.Features.SampleRate));
            var probabilities = model.Run(features).Probabilities;
            LabelAnswer[] expected = [.. model.Vocabulary.Names
                .Select((label, i) =>
                    new LabelAnswer(label, probabilities[0, i], model.Thresholds.Values[i], model.Decide(probabilities)[0, i]))
                .OrderByDescending(label => label.Probability)];
            var printed = expected.Select(_ => lines[line++].Groups).ToList();
            Assert.Equal(expected.Select(label => label.Label), printed.Select(groups => groups[3].Value));
            for (var i = 0; i < expected.Length; i++)
            {
                var probability = double.Parse(printed[i][2].Value, CultureInfo.InvariantCulture);
                Assert.Equal(expected[i].Probability, probability, 0.0006); // three places are printed
                Assert.Equal(expected[i].IsDecided, printed[i][1].Value == "*");
            }
        }
    }

    protected static float[] Tone(int sampleRate, int count, double hz) =>
        [.. Enumerable.Range(0, count).Select(i => (float)(0.4 * Math.Sin(2 * Math.PI * hz * i / sampleRate) * (1 - 0.5 * i / count)))];

    protected string Sound(string name, float[] samples, int sampleRate = 22_050, int channels = 1, bool isFloat = false) =>
        folder.Write(name, WavBytes(samples, sampleRate, channels, isFloat));

    /// <summary>Ten hours of silence, which take no room on the disk.</summary>
    private string Hours()
    {
        var path = Sound("hours.wav", [0]);
        using var file = File.OpenWrite(path);
        file.SetLength(10L * 3600 * 22_050 * 2);
        return path;
    }

    private string Copy(string model)
    {
        foreach (var path in Directory.EnumerateFiles(model, "*", SearchOption.AllDirectories))
        {
            var copy = folder.File("copy", Path.GetRelativePath(model, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
        return folder.File("copy");
    }

    private static byte[] With(byte[] content, int at, byte value)
    {
        content[at] = value;
        return content;
    }

    /// <summary>A WAV file of interleaved samples, byte by byte after the format's description.</summary>
    private static byte[] WavBytes(float[] samples, int sampleRate, int channels, bool isFloat)
    {
        var bytes = isFloat ? 4 : 2;
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples.Length * bytes);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)(isFloat ? 3 : 1));
        writer.Write((short)channels);
        writer.Write(sampleRate);
        writer.Write(sampleRate * channels * bytes);
        writer.Write((short)(channels * bytes));
        writer.Write((short)(8 * bytes));
        writer.Write("data"u8);
        writer.Write(samples.Length * bytes);
        foreach (var sample in samples)
            if (isFloat)
                writer.Write(sample);
            else
                writer.Write((short)Math.Round(32767 * sample));
        return stream.ToArray();
    }

    [GeneratedRegex(@"^  ([* ]) ([01]\.\d{3}) (\w+)(?: \(said from [01]\.\d{3} on\))?\r?$", RegexOptions.Multiline)]
    private static partial Regex AnswerPattern();
}
