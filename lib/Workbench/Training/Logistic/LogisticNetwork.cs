using Workbench.Models;
using Workbench.Training.Engines;
using Workbench.Training.Kernels;

namespace Workbench.Training.Logistic;

/// <summary>A logistic regression, with an output layer that is set from outside.</summary>
/// <param name="plan">The model.</param>
/// <param name="weights">Its first weights.</param>
/// <param name="capacity">Songs of the largest batch.</param>
/// <param name="workers">The threads; ended with it.</param>
internal sealed class LogisticNetwork(ModelPlan plan, Weights weights, int capacity, Workers workers)
    : ManagedNetwork(new(plan, weights, capacity, 1), trains: false, workers)
{
    /// <summary>Sets the weights, label after label, and the biases behind them.</summary>
    public void Set(ReadOnlySpan<double> point)
    {
        foreach (var parameter in Network.Parameters.Where(parameter => parameter.Spec.IsTrained))
        {
            var values = parameter.Value.Values;
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)point[i];
            point = point[values.Length..];
        }
    }

    /// <summary>Copies the tensors out.</summary>
    public Weights ToWeights() => Network.ToWeights();
}
