using System.Runtime.InteropServices;
using TorchSharp;
using Workbench.Foundation;
using static TorchSharp.torch;

namespace Workbench.Torch.Networks;

/// <summary>What is said when the memory of a device is full: torch tells it in many lines, and no remedy.</summary>
internal static class DeviceMemory
{
    /// <summary>How the allocators of torch say it: CUDA and MPS; the processor on Linux and macOS, and on Windows.</summary>
    private static readonly string[] Complaints = ["out of memory", "can't allocate memory", "not enough memory"];

    /// <summary>Whether an error of torch says that memory is full.</summary>
    public static bool IsFull(ExternalException error) =>
        Complaints.Any(complaint => error.Message.Contains(complaint, StringComparison.OrdinalIgnoreCase));

    /// <summary>Does something on a device; tensors that it makes and does not detach are gone afterwards.</summary>
    /// <param name="rows">Examples of the batch; 0 while there is none.</param>
    /// <param name="device">The device.</param>
    /// <param name="work">What is done.</param>
    /// <exception cref="WorkbenchException">The memory of the device is full; the message names the batch size to try.</exception>
    public static T Use<T>(int rows, Device device, Func<T> work)
    {
        using var scope = NewDisposeScope();
        try
        {
            return work();
        }
        catch (ExternalException error) when (IsFull(error))
        {
            throw Refuse(rows, device, error);
        }
    }

    private static WorkbenchException Refuse(int rows, Device device, ExternalException error)
    {
        var whose = device.type == DeviceType.CPU ? "the machine" : $"the device {device}";
        return new(rows < 2
            ? $"The model does not fit into the memory of {whose}. Use a smaller model, or free memory there."
            : FormattableString.Invariant($"A batch of {rows} does not fit into the memory of {whose}. Try a batch size of {rows / 2}."),
            error);
    }
}
