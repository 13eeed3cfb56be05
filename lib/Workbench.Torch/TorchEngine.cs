using TorchSharp;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Torch.Networks;
using Workbench.Training;
using Workbench.Training.Engines;
using static TorchSharp.torch;

namespace Workbench.Torch;

/// <summary>
/// Runs networks with libtorch, on the processor or a GPU. The numbers are those of the <see cref="ManagedEngine"/> up to rounding: layers,
/// gradients and optimizers are PyTorch's there too, and what Dropout drops is drawn in the same way.
/// The same seed and number of threads give the same bytes on a processor; another number of threads adds in another order.
/// <code>
/// lab.With(TorchEngine.On("cpu")).Train()
/// </code>
/// </summary>
public sealed class TorchEngine : IEngine
{
    private static readonly string[] Kinds = ["cpu", "cuda", "mps"];

    private readonly Device device;
    private readonly ScalarType? productType;

    private TorchEngine(Device device, ScalarType? productType)
    {
        (this.device, this.productType) = (device, productType);
        Device = productType is null ? device.ToString() : $"{device}, {productType}".ToLowerInvariant();
    }

    /// <inheritdoc/>
    public string Name => "torch";

    /// <inheritdoc/>
    public string Device { get; }

    /// <summary>The engine on a device.</summary>
    /// <param name="device">
    /// <c>cpu</c>; a GPU of NVIDIA as <c>cuda</c>, the second one as <c>cuda:1</c>; that of Apple's processors as <c>mps</c>.
    /// </param>
    /// <param name="mixedPrecision">
    /// On <c>cuda</c>: whether products are computed in bfloat16, in half the memory and a part of the time, while weights, statistics and
    /// gradients of weights stay float32.
    /// </param>
    /// <exception cref="WorkbenchException">No such device, or libtorch is not installed.</exception>
    public static TorchEngine On(string device, bool mixedPrecision = false)
    {
        var (kind, index) = Parse(device);
        if (mixedPrecision && kind != "cuda")
            throw new WorkbenchException($"Mixed precision is for GPUs of NVIDIA, and the device is {device}; leave it out.");
        TorchNatives.Load();
        if (kind == "cuda" && (!cuda.is_available() || index >= cuda.device_count()))
            throw new WorkbenchException((cuda.is_available()
                ? $"There is no device {device}: libtorch sees {Counted.Of(cuda.device_count(), "GPU")}, counted from cuda:0."
                : $"There is no device {device} for libtorch: it is built for the processor alone, or there is no driver.")
                + " TorchEngine.On(\"cpu\") needs none.");
        if (kind == "mps" && !mps_is_available())
            throw new WorkbenchException("There is no device mps: only Apple's processors have it. TorchEngine.On(\"cpu\") needs none.");
        return new(torch.device(kind == "cuda" ? $"cuda:{index}" : kind), mixedPrecision ? ScalarType.BFloat16 : null);
    }

    /// <summary>
    /// The engine that a machine is best served by: libtorch on its first GPU where it sees one, else the <see cref="ManagedEngine"/>,
    /// which is as fast on the processor or faster and gives the same bytes on any number of threads.
    /// </summary>
    public static IEngine Auto() => TorchNatives.Obstacle is not null ? new ManagedEngine()
        : cuda.is_available() ? On("cuda")
        : mps_is_available() ? On("mps")
        : new ManagedEngine();

    /// <inheritdoc/>
    public INetwork StartPrediction(NetworkSetup setup) => Start(setup, model => new TorchNetwork(setup, model, device));

    /// <inheritdoc/>
    /// <remarks>libtorch cannot be held to a limit: a batch that does not fit is refused when it is learned from.</remarks>
    public ITrainingNetwork StartTraining(NetworkSetup setup, TrainingSpec spec, long? memoryLimit = null) =>
        Start(setup, model => new TorchTrainingNetwork(setup, model, spec, device));

    private T Start<T>(NetworkSetup setup, Func<DeviceModel, T> network)
    {
        setup.Weights.RequireFit(setup.Plan);
        // What code of the user's own makes is its own: no scope of ours may end it.
        var own = setup.Plan.Own is { } code ? Build(setup.Plan, code) : null;
        return DeviceMemory.Use(rows: 0, device, () =>
        {
            DeviceModel model = own is null
                ? new LayeredModel(setup.Plan, setup.Weights, device, productType, setup.FrozenLayers)
                : new OwnModel(own, setup.Plan, setup.Weights, device);
            try
            {
                return network(model);
            }
            catch
            {
                model.Dispose();
                throw;
            }
        });
    }

    private OwnModule Build(ModelPlan plan, OwnNetwork own) => productType is null
        ? (OwnModule)own.Build(plan.Input, plan.LabelCount, seed: 0)
        : throw new WorkbenchException($"Mixed precision is for models of layers; leave it out for the network {own.Name}, or write it "
            + "into its code.");

    /// <summary>The kind of a device and its number, 0 where none is given.</summary>
    private static (string Kind, int Index) Parse(string device)
    {
        var (kind, index) = (device, 0);
        if (device.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(device.AsSpan(5), out index) && index >= 0)
            kind = "cuda";
        return Kinds.Contains(kind) ? (kind, index)
            : throw UnknownName.Of("device", device, [.. Kinds, "cuda:1"], "another GPU by its number");
    }
}
