using System.Collections.Immutable;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Losses;

namespace Workbench.Export;

/// <summary>Trained models as folders: <c>weights.safetensors</c> (the tensors and the scaler) and <c>model.json</c> (everything else).</summary>
public static class ModelFolder
{
    /// <summary>File of the tensors and of the scaler (<c>scaler.mean</c>, <c>scaler.std</c>).</summary>
    public const string WeightsName = "weights.safetensors";

    /// <summary>File of the specs, the columns, the labels and the learning curve.</summary>
    public const string DescriptionName = "model.json";

    private const string MeanName = "scaler.mean";
    private const string StdName = "scaler.std";

    extension(TrainedModel model)
    {
        /// <summary>Writes the model: all that it needs to predict.</summary>
        /// <param name="folder">Made if absent; other files in it stay.</param>
        public void Save(string folder)
        {
            var scaler = model.Scaler;
            Tensor[] tensors = [.. model.Weights.Tensors, ToTensor(MeanName, scaler.Mean), ToTensor(StdName, scaler.Std)];
            var description = new Description(model.Features, model.Spec, model.Vocabulary.Names, model.LearningCurve, model.FeatureColumns, model.Output, model.Thresholds);
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
            var scaler = new Scaler(tensors[MeanName].Values.ToArray(), tensors[StdName].Values.ToArray());
            var weights = new Weights(tensors.Tensors.Where(t => t.Name is not (MeanName or StdName)));
            return new(description.Features, description.Columns, scaler, description.Model, weights, new(description.Labels), description.LearningCurve, description.Output, description.Thresholds);
        }
    }

    private static Tensor ToTensor(string name, ImmutableArray<float> values) => new(name, [values.Length], [.. values]);

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
        OutputFunction Output = OutputFunction.Sigmoid, Thresholds? Thresholds = null);
}
