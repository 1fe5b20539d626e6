Console.WriteLine("EventOps benchmarks");
