using System.Collections.Immutable;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Losses;
using Workbench.Training.Scaling;

namespace Workbench.Export;

/// <summary>Trained models as folders: <c>weights.safetensors</c> (the tensors and the scaler) and <c>model.json</c> (everything else).</summary>
public static class ModelFolder
{
    /// <summary>File of the tensors and of the scaler (<c>scaler.mean</c> and <c>scaler.std</c>, or <c>scaler.quantiles</c>).</summary>
    public const string WeightsName = "weights.safetensors";

    /// <summary>File of the specs, the columns, the labels and the learning curve.</summary>
    public const string DescriptionName = "model.json";

    extension(TrainedModel model)
    {
        /// <summary>Writes the model: all that it needs to predict.</summary>
        /// <param name="folder">Made if absent; other files in it stay.</param>
        public void Save(string folder)
        {
            Tensor[] tensors = [.. model.Weights.Tensors, .. model.Scaler.Tensors];
            var description = new Description(model.Features, model.Spec, model.Vocabulary.Names, model.LearningCurve, model.FeatureColumns, model.Scaler.Kind, model.Output, model.Thresholds);
            AtomicFile.Write(Path.Combine(folder, WeightsName), stream => Safetensors.Write(stream, tensors));
            AtomicFile.WriteText(Path.Combine(folder, DescriptionName), SpecJson.Write(description) + "\n");
        }

        /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
        /// <param name="folder">Its folder.</param>
        /// <exception cref="WorkbenchException">A file is absent, damaged, or the two do not belong together.</exception>
        public static TrainedModel Load(string folder)
        {
            var description = Open(folder, DescriptionName, stream => SpecJson.Read<Description>(new StreamReader(stream).ReadToEnd()));
            var tensors = new Weights(Open(folder, WeightsName, Safetensors.Read));
            var scaler = Scaler.From(description.Scaler, tensors);
            var weights = new Weights(tensors.Tensors.ExceptBy(scaler.Tensors.Select(t => t.Name), t => t.Name));
            return new(description.Features, description.Columns, scaler, description.Model, weights, new(description.Labels), description.LearningCurve, description.Output, description.Thresholds);
        }
    }

    private static T Open<T>(string folder, string name, Func<Stream, T> read)
    {
        var path = Path.Combine(folder, name);
        try
        {
            using var stream = File.OpenRead(path);
            return read(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or WorkbenchException)
        {
            throw new WorkbenchException($"The model in {folder} cannot be read: {name}: {error.Message}", error);
        }
    }

    private sealed record Description(
        FeatureSpec Features, ModelSpec Model, ImmutableArray<string> Labels, LearningCurve LearningCurve, ImmutableArray<string> Columns,
        ScalerKind Scaler = ScalerKind.Standard, OutputFunction Output = OutputFunction.Sigmoid, Thresholds? Thresholds = null);
}
