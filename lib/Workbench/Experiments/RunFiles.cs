namespace Workbench.Experiments;

/// <summary>The names of the files in a run folder, beside those that the model writes itself.</summary>
internal static class RunFiles
{
    public const string Experiment = "experiment.json";
    public const string Environment = "environment.json";
    public const string About = "about.json";
    public const string Scores = "scores.json";
    public const string Epochs = "epochs.csv";
    public const string TestPredictions = "predictions.csv";
    public const string ValidationPredictions = "predictions-validation.csv";
    public const string Skipped = "skipped.csv";
    public const string Copies = "copies.csv";
    public const string Choice = "choice.json";
    public const string Card = "card.md";

    /// <summary>Folder of what the model made of other collections, a folder each.</summary>
    public const string Catalogues = "catalogues";
}
