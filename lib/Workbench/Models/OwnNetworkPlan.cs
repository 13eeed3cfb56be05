using System.Collections.Immutable;

namespace Workbench.Models;

/// <summary>
/// What is known of an <see cref="OwnNetwork"/> once it was built for a shape and a number of labels. A model keeps it, so that it can be
/// told of, and the songs that it heard be recommended from, where the code is not.
/// </summary>
/// <param name="Parameters">Its tensors, in the order of its <c>state_dict</c>.</param>
/// <param name="EmbeddingSize">Values that its output layer is given for an example; null where it has none, and its logits serve.</param>
/// <param name="Classes">Names of the user's own classes that it is made of, whose text the lambda does not tell.</param>
internal sealed record OwnNetworkPlan(
    ImmutableArray<ParameterSpec> Parameters, int? EmbeddingSize, ImmutableArray<string> Classes);
