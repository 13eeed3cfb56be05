using Workbench.Audio;
using Workbench.Charts;
using Workbench.Export;
using Workbench.Figures;
using Workbench.Inference;
using Workbench.Recommendation;
using Workbench.Reports;

namespace Workbench.Notebook;

/// <summary>An exported model as a notebook asks it.</summary>
public sealed class LabModel
{
    private readonly Lazy<TrainedModel> model;
    private readonly Lazy<Recommender> recommender;

    internal LabModel(string folder)
    {
        Folder = Path.GetFullPath(folder);
        Description = ExportedModel.Read(folder);
        model = new(() => Description.Load(Folder));
        recommender = new(() => Description.OpenCatalogue(Folder));
    }

    /// <summary>The folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>What it is: classes, inputs and outputs, how it was made and how good it is.</summary>
    public ExportedModel Description { get; }

    /// <summary>The model itself, for calls that take one.</summary>
    public TrainedModel Model => model.Value;

    /// <summary>The card that lies in the folder: what it is, how good it is, how to run it.</summary>
    public MarkdownText Card() => new(File.ReadAllText(Path.Combine(Folder, ModelFolder.Card)));

    /// <summary>What becomes of a song, from its samples to its genres.</summary>
    public GraphPicture Graph() => new(Description);

    /// <summary>The genres of a song, the likeliest first.</summary>
    /// <param name="song">The path of any audio file.</param>
    /// <exception cref="Foundation.WorkbenchException">The file cannot be read.</exception>
    public Table Predict(string song)
    {
        var answer = WorkBar.During(work => Model.Predict(song, work));
        return new(["genre", "probability", "threshold", "decided"], [.. answer.Labels.Select(label =>
            (IReadOnlyList<object?>)[label.Label, label.Probability, label.Threshold, label.IsDecided ? "yes" : ""])]);
    }

    /// <summary>What the model says to a song from its beginning to its end.</summary>
    /// <inheritdoc cref="Predict"/>
    public Figure Timeline(string song) => Chart.GenreTimeline(
        WorkBar.During(work => ScoreTimeline.Of(Model, AudioFile.ReadMono(song, Description.SampleRate, work.Token), work)),
        Description.Classes, [], $"{Path.GetFileName(song)}: genres over time");

    /// <summary>The songs of the exported catalogue most like a given one, with the reason.</summary>
    /// <param name="song">The id of a song of the catalogue, or the path of any audio file.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="Foundation.WorkbenchException">There is no catalogue, no such song, or the file cannot be read.</exception>
    public Recommendations Recommend(string song, int count = 3) =>
        new(WorkBar.During(work => recommender.Value.Recommend(song, count, work)));

    /// <summary>Its name and its classes.</summary>
    public override string ToString() => $"{Description.Name}: {string.Join(", ", Description.Classes)}";
}
