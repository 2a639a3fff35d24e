namespace Automua.Functions.Tests.Machines;

/// <summary>Tests that boot machines: one after the other, so that several machines do not slow one another down.</summary>
[CollectionDefinition]
public sealed class OneMachineAtATime;
