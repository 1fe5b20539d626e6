// Most tests of whole servers wait for one that starts or for a lease that ends: one more than there are processors goes on.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
