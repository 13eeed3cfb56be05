using Workbench.Audio;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Inference;
using Workbench.Reports;

namespace Workbench.Notebook;

/// <summary>Asks a model about songs from a notebook.</summary>
internal static class LabAnswers
{
    /// <summary>What it says of a file, or of every song below a folder.</summary>
    /// <exception cref="UnreadableAudioException">Nothing can be read.</exception>
    public static SongAnswers Of(Workspace workspace, TrainedModel model, string path, GenreColors colors) =>
        WorkBar.During(work =>
        {
            var songs = NamedSongs.Find([path], work);
            List<SongAnswer> answers = [];
            SkippedFile[] unreadable = [.. songs.Unreadable, .. workspace.Predict(model, songs.Files, answers.Add, work)];
            return answers.Count > 0 ? new SongAnswers([.. answers], [.. unreadable], colors)
                : throw new UnreadableAudioException(unreadable[0].Path, unreadable[0].Reason);
        });
}
