using System.CommandLine;
using System.Globalization;
using Workbench.Audio;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench predict</c>.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Audio files.", Arity = ArgumentArity.OneOrMore };
        var (run, model) = (SharedOptions.Run(), SharedOptions.Model());
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json();
        var command = new Command("predict", """
            The genres of songs, by the model of a run or of an exported folder.

            Examples:
              workbench predict ~/Music/by-genre/rock/1.mp3
              workbench predict one.mp3 two.flac --model my-model --json
            """) { files, run, model, threads, json };
        command.Validators.Add(SharedOptions.OneOf(run, model));
        command.SetAction((parsed, token) =>
        {
            var chosen = ChosenModel.Open(parsed.GetValue(run), parsed.GetValue(model));
            var (answers, failures) = (new List<SongAnswer>(), new List<UnreadableAudioException>());
            ProgressBars.During(work => Predict(chosen.Model, parsed.GetValue(files)!, answers, failures, work),
                parsed.GetValue(threads), token);
            if (parsed.GetValue(json))
                Console.WriteLine(SpecJson.Write(new PredictionList(chosen.Name, [.. answers],
                    [.. failures.Select(failure => new UnreadableSong(failure.Path, failure.Reason))])));
            else
                foreach (var answer in answers)
                    Console.WriteLine(Describe(answer));
            foreach (var failure in failures)
                Console.Error.WriteLine(failure.Message);
            return Task.FromResult(failures.Count == 0 ? CommandRunner.Done : CommandRunner.Failed);
        });
        return command;
    }

    /// <summary>A file that cannot be read does not keep the others from being heard.</summary>
    private static int Predict(
        TrainedModel model, string[] files, List<SongAnswer> answers, List<UnreadableAudioException> failures, Work work)
    {
        for (var i = 0; i < files.Length; i++)
        {
            work.ThrowIfStopped();
            try
            {
                answers.Add(model.Predict(files[i], work));
            }
            catch (UnreadableAudioException failure)
            {
                failures.Add(failure);
            }
            work.Report(new("Listening", i + 1, files.Length, Path.GetFileName(files[i])));
        }
        return answers.Count;
    }

    private static string Describe(SongAnswer answer) => $"{answer.Song}\n" + string.Join('\n', answer.Labels.Select(label =>
        string.Create(CultureInfo.InvariantCulture,
            $"  {(label.IsDecided ? '*' : ' ')} {label.Probability:0.000}  {label.Label}")
        + (label.Threshold is { } from ? string.Create(CultureInfo.InvariantCulture, $" (from {from:0.000} on)") : "")));
}
