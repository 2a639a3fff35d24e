using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Automua.Benchmarks.WriterBenchmarks).Assembly).Run(args);
