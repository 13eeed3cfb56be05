namespace Workbench.Training.Losses;

/// <summary>How logits become probabilities.</summary>
public enum OutputFunction
{
    /// <summary>The logistic function of each logit: labels are independent of each other.</summary>
    Sigmoid,

    /// <summary>exp(logit) over the sum of all: exactly one label holds.</summary>
    Softmax,
}
