using System.Collections.Immutable;
using Automua.Core.Documents;
using Automua.Core.Storage;

namespace Automua.Functions.Administration;

/// <summary>What came of a document that an administrator sent.</summary>
/// <param name="Result">What the store made of it.</param>
/// <param name="Warnings">What was passed over, or may not be what its author meant.</param>
/// <param name="ServedOtherwise">What a clientConfig file says and is not served so, each as a sentence.</param>
internal sealed record ImportOutcome(
    ImportResult Result, ImmutableArray<DocumentFault> Warnings, ImmutableArray<string> ServedOtherwise);
