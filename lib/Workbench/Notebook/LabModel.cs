using Workbench.Audio;
using Workbench.Charts;
using Workbench.Experiments;
using Workbench.Export;
using Workbench.Figures;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation;
using Workbench.Reports;

namespace Workbench.Notebook;

/// <summary>An exported model as a notebook asks it.</summary>
[TypeFormatterSource(typeof(LineFormatterSource), PreferredMimeTypes = [MimeType.PlainText])]
public sealed class LabModel
{
    private readonly Workspace workspace;
    private readonly Lazy<TrainedModel> model;
    private readonly Lazy<Recommender> recommender;

    internal LabModel(string folder, Workspace workspace)
    {
        this.workspace = workspace;
        Folder = Path.GetFullPath(folder);
        Description = ExportedModel.Read(folder);
        model = new(() => Description.Load(Folder));
        recommender = new(() => WorkBar.During(work => Description.OpenCatalogue(Folder, work: work)));
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

    /// <summary>What the model says of a song, or of every song below a folder; what is heard is kept.</summary>
    /// <param name="song">The path of any audio file, or of a folder.</param>
    /// <exception cref="WorkbenchException">Nothing can be read.</exception>
    public SongAnswers Predict(string song) => LabAnswers.Of(workspace, Model, song, GenreColors.Of(Description));

    /// <summary>What the model says to a song from its beginning to its end.</summary>
    /// <param name="song">The path of any audio file.</param>
    /// <exception cref="WorkbenchException">The file cannot be read.</exception>
    public Figure Timeline(string song) => Chart.GenreTimeline(
        WorkBar.During(work => ScoreTimeline.Of(Model, AudioFile.ReadMono(song, Description.SampleRate, work.Token), work)),
        Description.Classes, [], $"{Path.GetFileName(song)}: genres over time", GenreColors.Of(Description));

    /// <summary>The songs of the exported catalogue most like a given one, with the reason.</summary>
    /// <param name="song">The id of a song of the catalogue, or the path of any audio file.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="WorkbenchException">There is no catalogue, no such song, or the file cannot be read.</exception>
    public Recommendations Recommend(string song, int count = 3) =>
        new(recommender.Value, song, WorkBar.During(work => recommender.Value.Recommend(song, count, work)));

    /// <summary>Its name and its classes.</summary>
    public override string ToString() => $"{Description.Name}: {string.Join(", ", Description.Classes)}";
}
