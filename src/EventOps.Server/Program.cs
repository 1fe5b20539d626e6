Console.WriteLine("EventOps");
