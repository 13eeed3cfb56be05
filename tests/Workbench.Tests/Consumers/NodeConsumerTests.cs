using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Workbench.Audio;
using Workbench.Export;
using Workbench.Tests.Audio;
using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Consumers;

/// <summary><c>tests/consumers/node/predict.mjs</c>: an exported model in Node.</summary>
[Collection(nameof(ExportedDemo))]
public sealed partial class NodeConsumerTests(ExportedDemo demo)
{
    [Theory]
    [InlineData("cnn")]
    [InlineData("mlp")]
    public void It_answers_the_samples_of_the_folder_as_the_library_did(string kind)
    {
        var result = Predict(Model(kind), "--check");
        Assert.True(result.ExitCode == 0, result.Error);
        var differences = DifferencePattern().Matches(result.Output)
            .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(Directory.GetFiles(Path.Combine(Model(kind), "samples"), "*.wav").Length, differences.Length);
        Assert.All(differences, difference => Assert.InRange(difference, 0, 1e-4)); // float32, summed in another order
    }

    [Fact]
    public void An_answer_that_is_not_the_expected_one_fails_the_check()
    {
        var changed = demo.PathOf("changed");
        foreach (var file in Directory.GetFiles(Model("cnn"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(changed, Path.GetRelativePath(Model("cnn"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        File.Copy(Path.Combine(changed, "samples", "drums.wav"), Path.Combine(changed, "samples", "chords.wav"), overwrite: true);
        var result = Predict(changed, "--check");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("samples/chords.wav: more than 0.0001 of a probability", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(22_050, 1, 16, 1, false)]
    [InlineData(44_100, 2, 16, 1, false)]
    [InlineData(44_100, 2, 24, 1, true)]
    [InlineData(44_100, 1, 32, 3, false)]
    public void It_reads_the_usual_WAV_and_says_what_the_library_says(int sampleRate, int channels, int bits, int code, bool isExtensible)
    {
        var model = Model("cnn");
        var clip = Resampler.Resample(AudioFile.Read(demo.Medley), sampleRate);
        var file = demo.PathOf($"{sampleRate}-{channels}-{bits}.wav");
        File.WriteAllBytes(file, SoundBytes.Wav(Encode(clip, channels, bits), channels, sampleRate, bits, code, isExtensible));
        var result = Predict(model, file);
        Assert.True(result.ExitCode == 0, result.Error);
        var expected = demo.Hear("cnn", file).Probabilities.Row(0).ToArray();
        var said = AnswerPattern().Matches(result.Output).ToDictionary(match => match.Groups[2].Value, match => match.Groups);
        Assert.Equal(expected.Length, said.Count);
        var description = ExportedModel.Read(model);
        foreach (var (label, threshold, probability) in description.Classes.Zip(description.Thresholds, expected))
        {
            Assert.Equal(probability, double.Parse(said[label][3].Value, CultureInfo.InvariantCulture), 6e-4); // of three digits
            Assert.Equal(probability >= threshold, said[label][1].Value == "✓");
        }
    }

    [Fact]
    public void It_refuses_what_is_no_sound_with_a_sentence_and_goes_on_with_the_next_file()
    {
        var tone = MemoryMarshal.AsBytes<float>([.. Enumerable.Range(0, 44_100).Select(i => MathF.Sin(i * 0.05f))]).ToArray();
        var missing = tone.ToArray();
        BitConverter.TryWriteBytes(missing.AsSpan(4 * 1234), float.NaN);
        const string NoNumber = "A sample is NaN, infinite or far above full scale 1: decode the audio again";
        (string Name, byte[] Bytes, string Sentence)[] files =
        [
            ("rate.wav", SoundBytes.Wav(tone, 1, 48_000, 32, 3), "The audio must have 22050 Hz: resample it"),
            ("nan.wav", SoundBytes.Wav(missing, 1, 22_050, 32, 3), NoNumber),
            ("nan44.wav", SoundBytes.Wav(missing, 1, 44_100, 32, 3), NoNumber),
            ("empty.wav", SoundBytes.Wav([], 1, 22_050), "The audio has no samples"),
            ("empty44.wav", SoundBytes.Wav([], 2, 44_100), "The audio has no samples"),
            ("notes.txt", [.. "no music"u8], "it is no WAV file. Convert it to WAV of 44100 Hz."),
            ("mp3.wav", SoundBytes.Wav([], code: 85), "its samples (encoding/bits 85/16, 1 channels, 44100 Hz) are none that this "
                + "program reads. Export it with 16, 24 or 32 bits."),
            ("cut.wav", SoundBytes.Wav(new byte[1000], dataLength: 5000),
                "its header promises 5000 bytes of samples and 1000 are there. Fetch or export it again."),
            ("hours.wav", SoundBytes.Wav(new byte[1000], sampleRate: 22_050, dataLength: 10 * 3600 * 2 * 22_050),
                "it lasts 600 minutes, and at most 30 are heard at once. Cut a piece out of it."),
        ];
        foreach (var (name, bytes, _) in files)
            File.WriteAllBytes(demo.PathOf("odd", name), bytes);
        var absent = demo.PathOf("odd", "absent.wav");
        var result = Predict([Model("cnn"), .. files.Select(file => demo.PathOf("odd", file.Name)), absent, demo.Medley]);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            [.. files.Select(file => $"{demo.PathOf("odd", file.Name)}: {file.Sentence}"), $"{absent}: there is no such file."],
            result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(demo.Medley, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_sample_is_answered_with_the_remark_that_it_is_too_short()
    {
        var file = demo.PathOf("one.wav");
        File.WriteAllBytes(file, SoundBytes.Wav([0, 64], sampleRate: 22_050));
        var result = Predict(Model("cnn"), file);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal($"{file}: it lasts 0.000045 s, too short to tell much. Give a longer piece.", result.Error.TrimEnd());
    }

    [Fact]
    public void Wrong_usage_and_a_folder_without_a_model_are_told()
    {
        Assert.Equal(2, Predict(Model("cnn")).ExitCode);
        Assert.StartsWith("Unknown option '--loud'", Predict(Model("cnn"), "--loud").Error, StringComparison.Ordinal);
        var empty = Directory.CreateDirectory(demo.PathOf("no-model")).FullName;
        var result = Predict(empty, demo.Medley);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"model.onnx is missing. Export the model again: workbench export RUN --out {empty}", result.Error,
            StringComparison.Ordinal);
    }

    /// <summary>Skips the calling test where Node or its package is missing.</summary>
    private string Model(string kind)
    {
        Assert.SkipWhen(FrontEnds.NodeModulesWith("onnxruntime-node") is null,
            $"needs Node and its package onnxruntime-node; {ExportedDemo.Remedy}");
        return demo.Model(kind);
    }

    private static ProcessResult Predict(params string[] arguments) => WorkbenchProcess.Finish(ClientProcess.Start("node",
        new Dictionary<string, string> { ["NODE_PATH"] = FrontEnds.NodeModulesWith()! },
        [Path.Combine(Repository.Root, "tests", "consumers", "node", "predict.mjs"), .. arguments]));

    private static byte[] Encode(AudioClip clip, int channels, int bits)
    {
        using MemoryStream stream = new();
        foreach (var sample in clip.Channel(0))
            for (var channel = 0; channel < channels; channel++)
                stream.Write(bits == 32 ? BitConverter.GetBytes(sample)
                    : BitConverter.GetBytes((int)(sample * (1 << (bits - 1)))).AsSpan(0, bits / 8));
        return stream.ToArray();
    }

    [GeneratedRegex(@"largest difference (\S+) of the probabilities")]
    private static partial Regex DifferencePattern();

    [GeneratedRegex(@"^  (.) (\S+) +(\d\.\d{3})  \(threshold", RegexOptions.Multiline)]
    private static partial Regex AnswerPattern();
}
